/** Statistics as bars: groups added up by one of their dimensions, and the records behind each. Pure. */
import type { LibraryView, Statistic } from '../api/types'
import type { Condition } from './conditions'
import { ALL } from './listState'

export interface Bar {
  /** The value of each dimension that tells the bar from others; null where nothing is filled in. */
  values: Record<string, unknown>
  number: number
  figure: number
}

/** The groups by some of their dimensions: the latest month first, anything else by size. */
export function bars(statistic: Statistic, by: string[]): Bar[] {
  const found = new Map<string, Bar>()
  for (const group of statistic.groups) {
    const values = Object.fromEntries(by.map((dimension) => [dimension, group.values[dimension] ?? null]))
    const key = JSON.stringify(by.map((dimension) => values[dimension]))
    const before = found.get(key) ?? { values, number: 0, figure: 0 }
    found.set(key, { values, number: before.number + group.number, figure: together(statistic, before, group) })
  }
  const all = Array.from(found.values())
  const [first] = by
  if (first !== undefined && first === statistic.month) return all.sort((one, other) => monthOf(other, first).localeCompare(monthOf(one, first)))
  return all.sort((one, other) => other.figure - one.figure)
}

export function total(statistic: Statistic): Bar {
  return bars(statistic, [])[0] ?? { values: {}, number: 0, figure: 0 }
}

/** Averages are weighed by how many records each is of; counts and sums add up. */
function together(statistic: Statistic, one: Bar, other: { number: number; figure: number }): number {
  if (statistic.says !== 'average') return one.figure + other.figure
  const number = one.number + other.number
  return number === 0 ? 0 : (one.figure * one.number + other.figure * other.number) / number
}

const monthOf = (bar: Bar, dimension: string) => String(bar.values[dimension] ?? '')

/** How long a bar is drawn, in percent of the longest; what is below nothing has no length. */
export function length(bar: Bar, all: Bar[]): number {
  const longest = Math.max(...all.map((one) => one.figure), 0)
  return longest > 0 ? Math.max(0, (bar.figure / longest) * 100) : 0
}

/** The list of the records behind a bar, or null where no list can say it. */
export function behind(statistic: Statistic, bar: Bar, library: LibraryView): Record<string, string> | null {
  const tables = new Set(statistic.dimensions.map(tableOf))
  const [table] = tables
  if (tables.size > 1) return null
  const view = table ? library.views.find((one) => one.child === table)?.key : ALL
  if (!view) return null
  const conditions = Object.entries(bar.values).map(([dimension, value]) => groupCondition(statistic, dimension, value, library))
  if (statistic.filter) conditions.unshift(statistic.filter as Condition)
  if (conditions.length === 0) return { view }
  return { view, filter: JSON.stringify(conditions.length === 1 ? conditions[0] : { all: conditions }) }
}

const tableOf = (path: string) => (path.includes('.') ? (path.split('.')[0] ?? '') : '')
const columnOf = (path: string) => path.split('.').pop() ?? path

function groupCondition(statistic: Statistic, dimension: string, value: unknown, library: LibraryView): Condition {
  const field = columnOf(dimension)
  if (value === null || value === '') return { [field]: { empty: true } }
  if (dimension !== statistic.month) return { [field]: value as string | number | boolean }
  const month = String(value)
  const isMoment = library.fields.some((one) => one.key === field && one.type === 'datetime')
  return { [field]: { gte: `${month}-01${isMoment ? 'T00:00' : ''}`, lte: `${month}-${lastDay(month)}${isMoment ? 'T23:59' : ''}` } }
}

/** `2026-02` -> `28` */
function lastDay(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return String(new Date(Date.UTC(year ?? 0, number ?? 1, 0)).getUTCDate())
}
