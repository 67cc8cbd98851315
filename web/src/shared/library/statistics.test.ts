import { describe, expect, it } from 'vitest'
import type { LibraryField, Statistic, StatisticDimension, StatisticGroup, StatisticPart, StatisticPiece } from '../api/types'
import { figureText, groupText, partText } from './figureText'
import { behind, columns, isPlain, length, narrowing, ordered, ways } from './statistics'

const field = (key: string, more: Partial<LibraryField> = {}) => ({ key, label: key, type: 'text', unit: '', options: [], columns: [], ...more }) as unknown as LibraryField
const dimension = (key: string, grain = '', more: Partial<LibraryField> = {}): StatisticDimension => ({ key, grain, field: field(key, more) })
const piece = (more: Partial<StatisticPiece> = {}): StatisticPiece => ({ figure: 1, view: '', filter: null, values: {}, ...more })
const group = (values: Record<string, unknown>, figure: number | null, more: Partial<StatisticGroup> = {}): StatisticGroup => ({ values, figure, number: 1, opening: null, pieces: [piece()], ...more })
const part = (more: Partial<StatisticPart> = {}): StatisticPart => ({
  role: 'of', library: 'asset', statistic: 's', name: '各状态数量', says: 'count', unit: '', type: 'number', distinct: null,
  dimensions: [dimension('status')], where: null, last_days: null, from_today: false, top: null, ...more,
})
const statistic = (more: Partial<Statistic> = {}): Statistic => ({
  key: 's', name: 's', library: 'asset', says: 'sum', unit: '', type: 'money', times: 1, per: 1, dimensions: [dimension('category'), dimension('at', 'month')],
  distinct: null, parts: [part()], by: ['category'], groups: [], total: null, names: { people: {}, departments: {}, records: {} }, ...more,
})

describe('a statistic', () => {
  it('can be read by each dimension, by all together, and by the values it counts', () => {
    expect(ways(['category', 'at'])).toEqual([['category'], ['at'], ['category', 'at']])
    expect(ways(['dept'], 'holders')).toEqual([['dept'], ['holders']])
    expect(ways([])).toEqual([])
    expect(ways(['status', 'dept'], null, ['status'])).toEqual([['status'], ['status', 'dept']])
  })

  it('begins with the largest, and ends with what is no figure', () => {
    const groups = [group({ category: 'A' }, 3), group({ category: 'B' }, null), group({ category: 'C' }, 5)]
    expect(ordered(statistic({ groups })).map((one) => one.values.category)).toEqual(['C', 'A', 'B'])
  })

  it('begins with the latest month, and there with the largest', () => {
    const groups = [group({ at: '2026-02', c: 1 }, 1), group({ at: '2026-11', c: 1 }, 1), group({ at: '2026-11', c: 2 }, 9), group({ at: null, c: 1 }, 9)]
    const found = ordered(statistic({ groups, by: ['at', 'c'] }))
    expect(found.map((one) => [one.values.at, one.figure])).toEqual([['2026-11', 9], ['2026-11', 1], ['2026-02', 1], [null, 9]])
  })

  it('draws bars against the longest, and shares against the whole', () => {
    const groups = [group({}, 30), group({}, 50), group({}, -5)]
    expect([30, 50, -5, null].map((one) => length(one, statistic({ groups })))).toEqual([60, 100, 0, 0])
    expect([0.5, 1.2, null].map((one) => length(one, statistic({ groups: [group({}, 0.5)], type: 'percent' })))).toEqual([50, 100, 0])
  })

  it('has a column for each month between the first and the last, also where nothing was', () => {
    const groups = [group({ at: '2025-11' }, 1), group({ at: '2026-02' }, 4), group({ at: null }, 9)]
    expect(columns(statistic({ groups, by: ['at'] }))).toEqual([
      { time: '2025-11', figure: 1 }, { time: '2025-12', figure: null }, { time: '2026-01', figure: null }, { time: '2026-02', figure: 4 },
    ])
    expect(columns(statistic({ groups, by: ['at'] }), 2).map((one) => one.time)).toEqual(['2026-01', '2026-02'])
    expect(columns(statistic({ groups, by: ['at', 'category'] }))).toEqual([])
    expect(columns(statistic({ groups: groups.slice(0, 1), by: ['at'] }))).toEqual([])
  })

  it('opens its records where it is their figure, else what it is made of', () => {
    expect(isPlain(statistic())).toBe(true)
    expect(isPlain(statistic({ says: 'rate', per: 480 }))).toBe(false)
    expect(isPlain(statistic({ says: 'rate', parts: [part(), part({ role: 'over' })] }))).toBe(false)
    expect(isPlain(statistic({ says: 'distinct', parts: [part({ says: 'distinct', distinct: 'holders' })] }))).toBe(false)
  })
})

describe('the records behind a figure', () => {
  it('are listed where the server says', () => {
    expect(behind(piece({ view: '', filter: { status: '在用' } }))).toEqual({ view: 'all-records', filter: '{"status":"在用"}' })
    expect(behind(piece({ view: 'payable', filter: {} }))).toEqual({ view: 'payable' })
    expect(behind(piece({ view: null }))).toBeNull()
  })
})

describe('a figure in words', () => {
  it('is in its unit', () => {
    expect(figureText({ says: 'rate', type: 'percent', unit: '' }, 0.12345)).toBe('12.3%')
    expect(figureText({ says: 'sum', type: 'money', unit: '' }, 123456)).toBe('¥1,234.56')
    expect(figureText({ says: 'count', type: 'number', unit: '' }, 1234)).toBe('1,234 条')
    expect(figureText({ says: 'rate', type: 'number', unit: '天' }, 1168.0823)).toBe('1168 天')
    expect(figureText({ says: 'rate', type: 'percent', unit: '' }, null)).toBe('无数据')
  })

  it('is called by what it is told apart by', () => {
    const of = statistic({ by: ['category', 'at'] })
    expect(groupText(of, { category: 'A', at: '2026-11' })).toBe('A · 2026-11')
    expect(groupText(of, { category: null, at: '2026-11' })).toBe('未填写 · 2026-11')
    expect(groupText(statistic({ by: [] }), {})).toBe('全部')
  })

  it('says what narrows a part, but not what its name says', () => {
    const narrowed = part({ where: { status: { in: ['在用', '闲置'] } }, last_days: 90 })
    expect(partText(narrowed, narrowing(narrowed, piece()))).toBe('各状态数量（status：在用、闲置，近 90 天）')
    expect(partText(narrowed, narrowing(narrowed, piece({ values: { status: '在用' } })))).toBe('各状态数量（近 90 天）')
    expect(partText(part(), {})).toBe('各状态数量')
  })
})
