/** Values of records in words: names for what is named, yuan for fen. Pure but for the chosen language. */
import type { FieldType, LibraryField, Names } from '../api/types'
import { displayText, listOf } from '../form/display'
import { isBlank } from '../form/values'

export const NO_NAMES: Names = { people: {}, departments: {}, records: {} }
/** What the server puts in the place of what somebody may not read whole. */
const MASK = '••••'

export function isMasked(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith(MASK)
}

/** Empty where nothing is filled in: lists and records say that differently. */
export function valueText(field: LibraryField, value: unknown, names: Names): string {
  if (isBlank(value)) return ''
  if (isMasked(value)) return String(value)
  if (field.type === 'table') return String(listOf(value).length)
  const known = namesFor(field, names)
  if (known) return listOf(value).map((item) => known[String(item)] ?? String(item)).join('、')
  return displayText(field, value)
}

function namesFor(field: LibraryField, names: Names): Record<string, string> | null {
  if (field.type === 'user' || field.type === 'users') return names.people
  if (field.type === 'department') return names.departments
  return field.type === 'library_ref' ? (names.records[field.library ?? ''] ?? {}) : null
}

/** Names of several pages together. */
export function joinNames(one: Names, other: Names): Names {
  const records = { ...one.records }
  for (const [library, found] of Object.entries(other.records)) records[library] = { ...records[library], ...found }
  return { people: { ...one.people, ...other.people }, departments: { ...one.departments, ...other.departments }, records }
}

export type Group = 'main' | 'people' | 'days' | 'figures' | 'files'
const GROUPS: Group[] = ['main', 'people', 'days', 'figures', 'files']
const GROUP_OF: Partial<Record<FieldType, Group>> = {
  user: 'people', users: 'people', department: 'people', date: 'days', datetime: 'days', daterange: 'days',
  number: 'figures', money: 'figures', file: 'files',
}
/** Fewer fields than this are read at a glance. */
const FEW = 9

/** The fields of a record that have a value, as they are read together; tables aside. */
export function grouped(fields: LibraryField[], values: Record<string, unknown>): { group: Group; fields: LibraryField[] }[] {
  const filled = fields.filter((field) => field.type !== 'table' && !isBlank(values[field.key]))
  if (filled.length < FEW) return filled.length ? [{ group: 'main', fields: filled }] : []
  return GROUPS.map((group) => ({ group, fields: filled.filter((field) => (GROUP_OF[field.type] ?? 'main') === group) }))
    .filter((one) => one.fields.length > 0)
}

export function fieldAt(fields: LibraryField[], path: string): LibraryField | undefined {
  const [key, column] = path.split('.')
  const field = fields.find((one) => one.key === key)
  return column ? field?.columns.find((one) => one.key === column) : field
}
