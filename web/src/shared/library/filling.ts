/** Records being filled in: which fields are asked for, what they begin with, what is sent. Pure. */
import type { Field, FormData, LibraryField, LibraryView, RecordView } from '../api/types'
import { emptyForm, isBlank } from '../form/values'

/** As the server limits texts. */
const LONGEST: Partial<Record<LibraryField['type'], number>> = { text: 200, longtext: 2000 }

/** A field of a library as forms draw it. */
export function asField(field: LibraryField, open = true): Field {
  return {
    key: field.key, label: field.label, type: field.type, required: field.required, computed: field.derived,
    hidden: !open && !field.derived, help: '', unit: field.unit, options: field.options, min: field.min, max: field.max, step: null,
    max_length: LONGEST[field.type] ?? null, multiple: field.multiple, default: field.default, columns: [], later: false,
    sensitive: field.sensitive, library: field.library ?? '', filtered: false, flows: [], required_when: '', visible_when: '', locate: false,
  }
}

/** The fields that may be filled in. Of a table the columns that may not be stay out of sight; their values are kept. */
export function fillable(fields: LibraryField[], paths: readonly string[]): Field[] {
  const open = new Set(paths)
  return fields
    .filter((field) => !field.derived && open.has(field.key))
    .map((field) => ({
      ...asField(field),
      columns: field.columns.filter((column) => !column.derived).map((column) => asField(column, open.has(`${field.key}.${column.key}`))),
    }))
}

/** Where the library numbers, the key comes last: few people have one to give. */
export function newFields(library: LibraryView): Field[] {
  const fields = fillable(library.fields, library.create_fields)
  const isKey = (field: Field) => library.keys.includes(field.key)
  if (!library.numbered) return fields.map((field) => (isKey(field) ? { ...field, required: true } : field))
  return [...fields.filter((field) => !isKey(field)), ...fields.filter(isKey)]
}

export function changeFields(library: LibraryView, record: RecordView): Field[] {
  const appended = appendOnly(library)
  return fillable(library.fields, record.may.update).map((field) => (appended.has(field.key) ? { ...field, required: false } : field))
}

/** Of tables whose rows stay as written only new rows are filled in. */
function appendOnly(library: LibraryView): Set<string> {
  return new Set(library.fields.filter((field) => field.append_only).map((field) => field.key))
}

/** What the form of a record begins with. */
export function startOf(library: LibraryView, record: RecordView, fields: Field[]): FormData {
  const appended = appendOnly(library)
  const own = fields.filter((field) => !appended.has(field.key) && !isBlank(record.values[field.key]))
  return Object.fromEntries(own.map((field) => [field.key, record.values[field.key]]))
}

/** What differs from the beginning; null takes a value away. Rows of a table without a single cell are left out. */
export function changesOf(fields: Field[], start: FormData, form: FormData): FormData {
  const changes: FormData = {}
  for (const field of fields) {
    const now = cleaned(field, form[field.key])
    if (!same(now, start[field.key])) changes[field.key] = isBlank(now) ? null : now
  }
  return changes
}

/** Changes as they are sent: new rows behind those that stay as written. */
export function changesToSend(library: LibraryView, record: RecordView, changes: FormData): FormData {
  const appended = appendOnly(library)
  const sent = Object.entries(changes).map(([key, value]) =>
    appended.has(key) && Array.isArray(value) ? [key, [...((record.values[key] as unknown[] | undefined) ?? []), ...value]] : [key, value],
  )
  return Object.fromEntries(sent) as FormData
}

export function valuesToCreate(fields: Field[], form: FormData): FormData {
  const values = fields.map((field) => [field.key, cleaned(field, form[field.key])] as const)
  return Object.fromEntries(values.filter(([, value]) => !isBlank(value)))
}

/** What a new record is filled in with: defaults; a switch nobody touched is off. */
export function newForm(fields: Field[]): FormData {
  return emptyForm(fields)
}

function cleaned(field: Field, value: unknown): unknown {
  if (field.type !== 'table' || !Array.isArray(value)) return value
  return (value as FormData[])
    .map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => !isBlank(cell))))
    .filter((row) => Object.keys(row).length > 0)
}

export function same(one: unknown, other: unknown): boolean {
  if (isBlank(one) && isBlank(other)) return true
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))
}

/** Keys in one order, so that equal values are written equally. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, item]) => [key, ordered(item)]))
}

/** A field that somebody else changed while it was being changed here; `mine` where both did. */
export interface Meeting {
  field: string
  before: unknown
  theirs: unknown
  mine: boolean
}

/** What became different of a record while somebody filled it in. */
export function meetings(library: LibraryView, before: RecordView, now: RecordView, changes: FormData): Meeting[] {
  return library.fields
    .filter((field) => !field.derived && !same(before.values[field.key], now.values[field.key]))
    .map((field) => ({
      field: field.key, before: before.values[field.key], theirs: now.values[field.key], mine: field.key in changes,
    }))
}
