/** A narrowing in words, a phrase for each field. */
import type { LibraryField, Names } from '../api/types'
import { t } from '../i18n'
import type { Condition, Narrowing, Scalar, Test } from './conditions'
import { fieldAt, valueText } from './values'

export interface Phrase {
  /** The field whose test it is; empty for what is said of several. */
  field: string
  /** Its place among those of several fields. */
  place: number
  text: string
}

export function phrases({ tests, rest }: Narrowing, fields: LibraryField[], names: Names): Phrase[] {
  return [
    ...Object.entries(tests).map(([field, test]) => ({ field, place: 0, text: testText(fieldAt(fields, field), field, test, names) })),
    ...rest.map((condition, place) => ({ field: '', place, text: conditionText(condition, fields, names) })),
  ]
}

function conditionText(condition: Condition, fields: LibraryField[], names: Names): string {
  const parts = Object.entries(condition).map(([key, said]) => {
    if (!Array.isArray(said)) return testText(fieldAt(fields, key), key, typeof said === 'object' ? said : { eq: said }, names)
    return said.map((one) => conditionText(one, fields, names)).join(t(key === 'any' ? 'filter.or' : 'filter.and'))
  })
  return parts.join(t('filter.and'))
}

export function testText(field: LibraryField | undefined, key: string, test: Test, names: Names): string {
  const show = (value: Scalar) => (field ? valueText(field, value, names) || String(value) : String(value))
  const said = Object.entries(test).map(([operator, value]) => operatorText(operator, value as Scalar | Scalar[], show))
  return t('filter.phrase', { label: field?.label ?? key, said: said.join(t('filter.and')) })
}

function operatorText(operator: string, value: Scalar | Scalar[], show: (value: Scalar) => string): string {
  if (Array.isArray(value)) return value.map(show).join('、')
  switch (operator) {
    case 'empty':
      return t(value ? 'form.blank' : 'filter.filled')
    case 'within_days':
      return t('filter.withinDays', { n: Number(value) })
    case 'ne':
      return t('filter.not', { value: show(value) })
    case 'gt':
      return t('filter.over', { value: show(value) })
    case 'gte':
      return t('filter.from', { value: show(value) })
    case 'lt':
      return t('filter.under', { value: show(value) })
    case 'lte':
      return t('filter.to', { value: show(value) })
    default:
      return show(value)
  }
}
