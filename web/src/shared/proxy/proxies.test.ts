import { describe, expect, it } from 'vitest'
import type { ProxyBody, ProxyView } from '../api/types'
import { byTime, commonFields, missingIn, timeOf } from './proxies'

const now = new Date('2026-11-30T02:00:00Z')
const proxy = (id: string, from_at: string, until_at: string, removed_at: string | null = null): ProxyView => ({
  id, from_at, until_at, removed_at, removed_by: null, flows: [], condition: '', note: '', holds: false,
  person: { userid: 'wangfang', name: '王芳' }, proxy: { userid: 'zhoumin', name: '周敏' },
})
const body: ProxyBody = {
  proxy: 'zhoumin', from_at: '2026-12-01T08:30', until_at: '2026-12-02T17:30', flows: [], condition: '', note: '',
}

describe('a standing proxy', () => {
  it('holds from its beginning until its end', () => {
    expect(timeOf(proxy('a', '2026-11-30T02:00:00.000Z', '2026-12-01T00:00:00.000Z'), now)).toBe('current')
    expect(timeOf(proxy('a', '2026-11-30T02:00:00.001Z', '2026-12-01T00:00:00.000Z'), now)).toBe('coming')
    expect(timeOf(proxy('a', '2026-11-01T00:00:00.000Z', '2026-11-30T02:00:00.000Z'), now)).toBe('past')
  })

  it('is past once it was ended, however long it would have held', () => {
    expect(timeOf(proxy('a', '2026-11-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z', '2026-11-29T00:00:00.000Z'), now)).toBe('past')
  })

  it('stands in the order in which it matters', () => {
    const found = byTime([
      proxy('over', '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'),
      proxy('later', '2026-12-09T00:00:00.000Z', '2026-12-10T00:00:00.000Z'),
      proxy('ended', '2026-11-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z', '2026-11-29T00:00:00.000Z'),
      proxy('soon', '2026-12-01T00:00:00.000Z', '2026-12-02T00:00:00.000Z'),
      proxy('now', '2026-11-29T00:00:00.000Z', '2026-12-01T00:00:00.000Z'),
    ], now)
    expect(found.current.map((one) => one.id)).toEqual(['now'])
    expect(found.coming.map((one) => one.id)).toEqual(['soon', 'later'])
    expect(found.past.map((one) => one.id)).toEqual(['ended', 'over'])
  })
})

describe('what is filled in for a proxy', () => {
  it('is complete', () => {
    expect(missingIn(body, false)).toBeNull()
  })

  it('needs a person, a beginning and an end after it, and flows where some are meant', () => {
    expect(missingIn({ ...body, proxy: '' }, false)).toBe('proxy')
    expect(missingIn({ ...body, from_at: '' }, false)).toBe('from_at')
    expect(missingIn({ ...body, until_at: '' }, false)).toBe('until_at')
    expect(missingIn({ ...body, until_at: body.from_at }, false)).toBe('until_at')
    expect(missingIn(body, true)).toBe('flows')
  })

  it('may name in a condition what every form has', () => {
    const days = { key: 'days' }
    expect(commonFields([[days, { key: 'kind' }], [{ key: 'sum' }, days]])).toEqual([days])
    expect(commonFields([])).toEqual([])
  })
})
