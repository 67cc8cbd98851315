/** Changes of a record in words: from what to what, by whom, for which request. */
import type { LibraryField, LibraryView, Names, RecordChange } from '../api/types'
import { t } from '../i18n'
import { listOf } from '../form/display'
import { isBlank } from '../form/values'
import { same } from './filling'
import { valueText } from './values'

export interface ChangedField {
  key: string
  label: string
  old: string
  new: string
}

/** Of a field that the library no longer has, the key is all there is to say. */
export function changedFields(change: RecordChange, library: LibraryView, names: Names): ChangedField[] {
  return Object.entries(change.fields)
    .filter(([, pair]) => !same(pair[0], pair[1]))
    .map(([key, pair]) => {
      const field = library.fields.find((one) => one.key === key)
      if (field?.type === 'table') return { key, label: field.label, ...rowsChanged(listOf(pair[0]), listOf(pair[1])) }
      return { key, label: field?.label ?? key, old: oneText(field, pair[0], names), new: oneText(field, pair[1], names) }
    })
}

function oneText(field: LibraryField | undefined, value: unknown, names: Names): string {
  if (isBlank(value)) return t('form.blank')
  return field ? valueText(field, value, names) : String(value)
}

/** Tables are told by their rows: how many there were and are, or which of them are different. */
function rowsChanged(before: unknown[], now: unknown[]): { old: string; new: string } {
  if (before.length !== now.length) return { old: t('history.rows', { n: before.length }), new: t('history.rows', { n: now.length }) }
  const different = now.map((row, place) => (same(row, before[place]) ? 0 : place + 1)).filter(Boolean)
  return { old: t('history.rows', { n: before.length }), new: t('history.rowsChanged', { rows: different.join('、') }) }
}

const NOBODY = new Set(['system', 'flow', ''])

export function whoChanged(change: RecordChange, names: Names): string {
  return NOBODY.has(change.by) ? t('history.platform') : (names.people[change.by] ?? change.by)
}
