/** The text of a value, for forms that are only read. The server's own `display` wins where it has one. */
import type { Field, FileValue } from '../api/types'
import { showWallClock } from '../lib/dates'
import { showMoney } from '../lib/money'
import { t } from '../i18n'
import { amountText } from '../lib/units'
import { isBlank } from './values'

/** What of a field its values are shown by. */
type Shown = Pick<Field, 'type' | 'unit'> & { options?: Field['options'] }

export function displayText(field: Shown, value: unknown, given?: string): string {
  if (given !== undefined && given !== '') return given
  if (isBlank(value)) return t('form.blank')
  switch (field.type) {
    case 'boolean':
      return value ? t('form.yes') : t('form.no')
    case 'money':
      return typeof value === 'number' ? showMoney(value) : String(value)
    case 'datetime':
      return showWallClock(String(value))
    case 'daterange':
      return Array.isArray(value) ? value.map(String).join(' – ') : String(value)
    case 'enum':
      return optionLabel(field, value)
    case 'multi_enum':
      return listOf(value).map((item) => optionLabel(field, item)).join('、')
    case 'number':
      return typeof value === 'number' ? amountText(value, field.unit ?? '') : String(value)
    case 'user':
    case 'users':
    case 'department':
    case 'library_ref':
      return listOf(value).map(nameOf).join('、')
    default:
      return Array.isArray(value) ? value.map(nameOf).join('、') : String(value)
  }
}

export function filesOf(value: unknown): FileValue[] {
  return listOf(value).filter(
    (item): item is FileValue => typeof item === 'object' && item !== null && 'id' in item && 'name' in item,
  )
}

export function listOf(value: unknown): unknown[] {
  if (isBlank(value)) return []
  return Array.isArray(value) ? value : [value]
}

function optionLabel(field: Shown, value: unknown): string {
  return field.options?.find((option) => option.value === value)?.label ?? String(value)
}

function nameOf(item: unknown): string {
  if (typeof item === 'object' && item !== null && 'name' in item) return String((item as { name: unknown }).name)
  return String(item)
}
