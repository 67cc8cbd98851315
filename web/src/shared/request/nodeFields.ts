/** The fields a node opens to its person, as fields of a form: what is only read is shown like a computed value. */
import type { Field, FormData, MyTask } from '../api/types'

const OPEN = new Set(['edit', 'required'])

export function openFields(fields: Field[], task: MyTask): Field[] {
  return fields.filter((field) => isOpen(field, task)).map((field) => opened(field, task))
}

/** What the node's person filled in: only fields that are open there. */
export function filledIn(fields: Field[], form: FormData): FormData {
  return Object.fromEntries(fields.map((field) => [field.key, form[field.key] ?? null]))
}

function isOpen(field: Field, task: MyTask): boolean {
  const grant = task.fields[field.key]
  if (!grant || field.computed) return false
  return OPEN.has(grant.access) || Object.values(grant.columns ?? {}).some((access) => OPEN.has(access))
}

function opened(field: Field, task: MyTask): Field {
  const grant = task.fields[field.key]
  const columns = grant?.columns ?? {}
  return {
    ...field,
    required: grant?.access === 'required',
    hidden: false,
    columns: (field.columns ?? [])
      .filter((column) => columns[column.key] !== 'hidden')
      .map((column) => {
        const access = columns[column.key] ?? grant?.access ?? 'read'
        return { ...column, computed: column.computed || !OPEN.has(access), required: access === 'required' || column.required }
      }),
  }
}
