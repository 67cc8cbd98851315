import { describe, expect, it } from 'vitest'
import type { LibraryView, Statistic } from '../api/types'
import { bars, behind, length, total } from './statistics'

const statistic = (more: Partial<Statistic>): Statistic => ({
  key: 's', name: 's', says: 'sum', unit: '', type: 'money', dimensions: ['category', 'dept'], month: null, filter: null, groups: [],
  names: { people: {}, departments: {}, records: {} }, ...more,
})
const library = {
  fields: [{ key: 'at', type: 'datetime' }, { key: 'on', type: 'date' }],
  views: [{ key: 'payable', child: 'payments' }, { key: 'mine', child: null }],
} as unknown as LibraryView
const groups = [
  { values: { category: 'A', dept: 3 }, number: 1, figure: 10 },
  { values: { category: 'B', dept: 3 }, number: 3, figure: 50 },
  { values: { category: 'A', dept: null }, number: 3, figure: 20 },
]
const where = (bar: { values: Record<string, unknown> }, of: Statistic) => behind(of, { number: 1, figure: 1, ...bar }, library)

describe('a statistic', () => {
  it('is added up by one of its dimensions, the greatest first', () => {
    expect(bars(statistic({ groups }), ['category']).map((bar) => [bar.values.category, bar.figure])).toEqual([['B', 50], ['A', 30]])
    expect(bars(statistic({ groups }), ['dept']).map((bar) => [bar.values.dept, bar.number])).toEqual([[3, 4], [null, 3]])
  })

  it('weighs averages by how many records they are of', () => {
    expect(bars(statistic({ groups, says: 'average' }), ['category']).find((bar) => bar.values.category === 'A')?.figure).toBe(17.5)
    expect(total(statistic({ groups })).figure).toBe(80)
  })

  it('begins with the latest month', () => {
    const months = ['2026-02', '2026-11', null].map((on) => ({ values: { on }, number: 1, figure: 1 }))
    expect(bars(statistic({ groups: months, dimensions: ['on'], month: 'on' }), ['on']).map((bar) => bar.values.on)).toEqual(['2026-11', '2026-02', null])
  })

  it('draws bars against the longest', () => {
    const all = bars(statistic({ groups }), ['category'])
    expect(all.map((bar) => length(bar, all))).toEqual([100, 60])
    expect(length({ values: {}, number: 1, figure: -5 }, all)).toBe(0)
  })
})

describe('the records behind a bar', () => {
  it('have its values, and nothing where nothing is filled in', () => {
    expect(where({ values: { category: 'A', dept: null } }, statistic({}))).toEqual({
      view: 'all-records', filter: '{"all":[{"category":"A"},{"dept":{"empty":true}}]}',
    })
  })

  it('are those that are counted', () => {
    expect(where({ values: {} }, statistic({ filter: { status: '在用' } }))?.filter).toBe('{"status":"在用"}')
  })

  it('are of all days of a month', () => {
    const day = statistic({ dimensions: ['on'], month: 'on' })
    expect(where({ values: { on: '2028-02' } }, day)?.filter).toBe('{"on":{"gte":"2028-02-01","lte":"2028-02-29"}}')
    const moment = statistic({ dimensions: ['at'], month: 'at' })
    expect(where({ values: { at: '2026-11' } }, moment)?.filter).toBe('{"at":{"gte":"2026-11-01T00:00","lte":"2026-11-30T23:59"}}')
  })

  it('are the rows of a table where rows are counted, if they are listed', () => {
    const rows = statistic({ dimensions: ['payments.phase'] })
    expect(where({ values: { 'payments.phase': 1 } }, rows)).toEqual({ view: 'payable', filter: '{"phase":1}' })
    expect(where({ values: { 'services.item': 'x' } }, statistic({ dimensions: ['services.item'] }))).toBeNull()
  })
})
