/** Statistics as bars, columns and tables: what is shown in which order, and where the records behind it are. Pure. */
import type { Statistic, StatisticDimension, StatisticGroup, StatisticPart, StatisticPiece } from '../api/types'
import type { Condition } from './conditions'
import { ALL } from './listState'

/** By each dimension, by the different values that are counted, and by all together; `always` by what it is never without. */
export function ways(dimensions: string[], distinct?: string | null, always: string[] = []): string[][] {
  const single = dimensions.map((key) => (always.includes(key) ? always : [...always, key]))
  const several = [...single, ...(distinct ? [[distinct]] : []), ...(dimensions.length > 1 ? [dimensions] : [])]
  return several.filter((one, place) => several.findIndex((other) => other.join() === one.join()) === place)
}

/** The latest time first, anything else by size; what is no figure comes last. */
export function ordered(statistic: Statistic): StatisticGroup[] {
  const first = dimension(statistic, statistic.by[0] ?? '')
  const all = [...statistic.groups]
  if (first?.grain) return all.sort((one, other) => timeOf(other, first.key).localeCompare(timeOf(one, first.key)) || size(other) - size(one))
  return all.sort((one, other) => size(other) - size(one))
}

export function dimension(statistic: Statistic, key: string): StatisticDimension | undefined {
  return [...statistic.dimensions, ...(statistic.distinct ? [statistic.distinct] : [])].find((one) => one.key === key)
}

const size = (group: StatisticGroup) => group.figure ?? Number.NEGATIVE_INFINITY
const timeOf = (group: StatisticGroup, key: string) => String(group.values[key] ?? '')

/** How long a bar is drawn: of a share in percent of the whole, else of the longest; what is below nothing has no length. */
export function length(figure: number | null, statistic: Statistic): number {
  const longest = statistic.type === 'percent' ? 1 : Math.max(...statistic.groups.map((one) => one.figure ?? 0), 0)
  if (figure === null || longest <= 0) return 0
  return Math.min(100, Math.max(0, (figure / longest) * 100))
}

export interface Column {
  time: string
  figure: number | null
}

/** The last years or months, without a gap, each with its figure; nothing where there is but one. */
export function columns(statistic: Statistic, most = 12): Column[] {
  const [key] = statistic.by
  const grain = key && statistic.by.length === 1 ? dimension(statistic, key)?.grain : ''
  if (!key || (grain !== 'month' && grain !== 'year')) return []
  const found = new Map(statistic.groups.map((one) => [timeOf(one, key), one.figure]))
  const last = Array.from(found.keys()).filter(Boolean).sort().pop()
  const first = Array.from(found.keys()).filter(Boolean).sort()[0]
  if (!last || !first || first === last) return []
  const times: string[] = []
  for (let time = last; time >= first && times.length < most; time = before(time)) times.unshift(time)
  return times.map((time) => ({ time, figure: found.get(time) ?? null }))
}

/** `2026-01` -> `2025-12`, `2026` -> `2025` */
function before(time: string): string {
  const [year = 0, month] = time.split('-').map(Number)
  if (month === undefined) return String(year - 1)
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
}

/** The list of the records behind a figure; null where no list can show them. */
export function behind(piece: StatisticPiece): Record<string, string> | null {
  if (piece.view === null) return null
  const filter = piece.filter as Condition | null
  return { view: piece.view || ALL, ...(filter && Object.keys(filter).length ? { filter: JSON.stringify(filter) } : {}) }
}

/** Whether a figure is the figure of its records, which a tap opens; else it is shown what it is made of. */
export function isPlain(statistic: Statistic): boolean {
  const [part, other] = statistic.parts
  return !!part && !other && part.says !== 'distinct' && statistic.per === 1 && statistic.times === 1
}

/** What a part asks of its groups, but for what the group is told apart by anyway. */
export function narrowing(part: StatisticPart, piece: StatisticPiece): Condition {
  return Object.fromEntries(Object.entries((part.where ?? {}) as Condition).filter(([key]) => !(key in piece.values)))
}
