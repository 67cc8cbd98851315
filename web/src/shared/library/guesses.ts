/** What words of a search may mean beside a text in the record: somebody, a department, a choice. Pure. */
import type { Department, LibraryField, Person } from '../api/types'
import { t } from '../i18n'
import { askable, type Test } from './conditions'

export interface Guess {
  field: string
  test: Test
  text: string
}
export interface Known {
  people: Pick<Person, 'userid' | 'name'>[]
  departments: Pick<Department, 'id' | 'name'>[]
}

const MOST = 6
const MOST_OF_A_FIELD = 2
/** A single letter would mean half of all names; a single character is a surname. */
const ENOUGH = /\p{Script=Han}|../u

/** Fields of the list come first; of each field the names that are closest to the words. */
export function guesses(words: string, fields: LibraryField[], columns: string[], known: Known): Guess[] {
  const said = words.trim().toLowerCase()
  if (!ENOUGH.test(said)) return []
  const inList = (field: LibraryField) => Number(!columns.includes(field.key))
  const asked = askable(fields).sort((one, other) => inList(one) - inList(other))
  return asked.flatMap((field) => meant(field, said, known)).slice(0, MOST)
}

function meant(field: LibraryField, said: string, known: Known): Guess[] {
  const found = candidates(field, known)
    .filter(({ name, sure }) => sure || name.toLowerCase().includes(said))
    .sort((one, other) => one.name.length - other.name.length)
  return found.slice(0, MOST_OF_A_FIELD).map(({ value, name }) => ({
    field: field.key,
    test: { eq: value },
    text: t('filter.phrase', { label: field.label, said: name }),
  }))
}

/** `sure`: found by who knows them under more than their name, as by pinyin. */
function candidates(field: LibraryField, { people, departments }: Known): { value: string | number; name: string; sure?: boolean }[] {
  if (field.type === 'user' || field.type === 'users') return people.map((one) => ({ value: one.userid, name: one.name, sure: true }))
  if (field.type === 'department') return departments.map((one) => ({ value: one.id, name: one.name }))
  return (field.options ?? []).map((one) => ({ value: one.value, name: one.label }))
}

/** Whether anybody has to be asked for to guess about these fields. */
export const names = (fields: LibraryField[]) => ({
  people: fields.some((field) => field.type === 'user' || field.type === 'users'),
  departments: fields.some((field) => field.type === 'department'),
})
