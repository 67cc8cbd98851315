/** Figures and what they are told apart by, in words. */
import type { Names, Statistic, StatisticDimension, StatisticPart } from '../api/types'
import { displayText } from '../form/display'
import { t } from '../i18n'
import { testText } from './conditionText'
import type { Condition, Scalar, Test } from './conditions'
import { NO_NAMES, valueText } from './values'

interface Measure {
  says: string
  type: string
  unit: string
}

/** A figure in its unit: yuan for fen, percent for a share. */
export function figureText(measure: Measure, figure: number | null): string {
  if (figure === null) return t('statistic.noFigure')
  if (measure.type === 'percent') return `${rounded(figure * 100, 1)}%`
  if (measure.type === 'money') return displayText({ type: 'money', unit: '' }, Math.round(figure))
  if (measure.says === 'count') return t('statistic.records', { n: grouped(figure) })
  const value = rounded(figure, Math.abs(figure) < 10 ? 2 : Math.abs(figure) < 100 ? 1 : 0)
  if (!measure.unit) return grouped(value)
  return displayText({ type: 'number', unit: measure.unit }, value)
}

function rounded(value: number, places: number): number {
  return Math.round(value * 10 ** places) / 10 ** places
}

const grouped = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 })

/** What a group is called; its time as `2026年11月` would be longer and no clearer. */
export function groupText(statistic: Statistic, values: Record<string, unknown>, names: Names = statistic.names): string {
  const told = statistic.by.map((key) => {
    const one = [...statistic.dimensions, ...(statistic.distinct ? [statistic.distinct] : [])].find(({ key: own }) => own === key)
    return cellText(one, values[key], names)
  })
  return told.join(' · ') || t('statistic.everything')
}

export function cellText(dimension: StatisticDimension | undefined, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return t('form.blank')
  if (!dimension || dimension.grain) return String(value)
  return valueText(dimension.field, value, names)
}

export function dimensionText(dimension: StatisticDimension | undefined, key: string): string {
  if (!dimension) return key
  return dimension.grain ? t(`statistic.${dimension.grain as 'month'}`, { label: dimension.field.label }) : dimension.field.label
}

/** The name of a part, with what narrows it. */
export function partText(part: StatisticPart, narrowing: Condition): string {
  const said = Object.entries(narrowing).map(([key, test]) => {
    const field = part.dimensions.find((one) => one.key === key)?.field
    return testText(field, key, typeof test === 'object' ? (test as Test) : { eq: test as Scalar }, NO_NAMES)
  })
  if (part.last_days) said.push(t('statistic.lastDays', { n: part.last_days }))
  if (part.from_today) said.push(t('statistic.fromToday'))
  if (part.top) said.push(t('statistic.top', { n: part.top }))
  return said.length ? t('statistic.part', { name: part.name, said: said.join('，') }) : part.name
}
