import { describe, expect, it } from 'vitest'
import type { Field } from '../api/types'
import { nextHalfHour, showSpan, shownTitle, suggested } from './meetings'

const field = (key: string, type: string, label = key) => ({ key, type, label }) as Field
const NOW = '2026-12-01T09:10'

describe('a meeting about a request', () => {
  it('begins with its title, the people of its fields and its times', () => {
    const fields = [field('experts', 'users', '专家'), field('agent', 'user', '代理人'), field('none', 'users'), field('start', 'datetime'), field('end', 'datetime')]
    const form = { experts: ['wangfang', 'mayan'], agent: 'chenjing', start: '2026-12-03T14:00', end: '2026-12-03T16:00' }
    expect(suggested('评审', fields, form, NOW)).toEqual({
      title: '评审',
      sources: [{ label: '专家', userids: ['wangfang', 'mayan'] }, { label: '代理人', userids: ['chenjing'] }],
      start_at: '2026-12-03T14:00',
      end_at: '2026-12-03T16:00',
    })
  })

  it('does not begin in the past, nor end before it begins', () => {
    const times = [field('start', 'datetime'), field('end', 'datetime')]
    expect(suggested('评审', times, { start: '2026-11-01T08:30' }, NOW)).toMatchObject({ start_at: '2026-12-01T09:30', end_at: '2026-12-01T10:30' })
    expect(suggested('评审', times, { start: '2026-12-24T08:30', end: '2026-12-31T17:30' }, NOW).end_at).toBe('2026-12-24T09:30')
  })
})

describe('what is shown', () => {
  it('is the title as WeCom cuts it', () => {
    expect(shownTitle('量子电压基准装置改造方案专家评审会')).toBe('量子电压基准装置改造方案专')
    expect(shownTitle(' Weekly ')).toBe('Weekly')
  })

  it('is the day once, unless it ends on another', () => {
    expect(showSpan('2026-12-01T09:00', '2026-12-01T10:00')).toBe('2026-12-01 09:00–10:00')
    expect(showSpan('2026-12-01T23:00', '2026-12-02T01:00')).toBe('2026-12-01 23:00 – 2026-12-02 01:00')
    expect([nextHalfHour('2026-12-01T09:30'), nextHalfHour('2026-12-31T23:45')]).toEqual(['2026-12-01T10:00', '2027-01-01T00:00'])
  })
})
