/** How values of a report are shown. */
import { t, word } from '../../shared/i18n'
import type { ReportItem } from '../../shared/api/sync'

export function shown(field: string, value: unknown, departments: Map<number, string>): string {
  if (Array.isArray(value)) return value.map((one) => shown(field, one, departments)).join('、') || '–'
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return word('directoryValue', String(value))
  if (field === 'departments' || field === 'parent') return departments.get(Number(value)) ?? String(value)
  return String(value)
}

export function fieldName(what: string | undefined, field: string): string {
  return word('syncField', what === 'department' && (field === 'active' || field === 'name') ? `department_${field}` : field)
}

/** What a step does, in a line: field by field where it changes something, else the word alone. */
export function changesOf(item: ReportItem, departments: Map<number, string>): string[] {
  if (item.verb === 'remove') return []
  return Object.entries(item.changes ?? {})
    .filter(([field, [old, value]]) => field !== 'active' && JSON.stringify(old) !== JSON.stringify(value) && shown(field, value, departments) !== '–')
    .map(([field, [old, value]]) =>
      item.verb === 'create' || old === null || old === undefined
        ? `${fieldName(item.what, field)}：${shown(field, value, departments)}`
        : `${fieldName(item.what, field)}：${shown(field, old, departments)} → ${shown(field, value, departments)}`,
    )
}

export function conflictLine(item: ReportItem, departments: Map<number, string>): string {
  const field = item.field ?? ''
  return t('sync.conflict', {
    field: fieldName(item.what, field),
    ours: shown(field, item.ours, departments),
    theirs: shown(field, item.theirs, departments),
    winner: word('syncSide', item.winner ?? ''),
  })
}
