import { describe, expect, it } from 'vitest'
import { daysBetween, nearInstant, showInstant, showWallClock, wallTime } from './dates'

describe('dates', () => {
  it('are shown on the clock of the institute, wherever the device is', () => {
    expect(showInstant('2026-01-04T16:30:00Z')).toBe('2026-01-05 00:30')
  })

  it('say nothing for nothing', () => {
    expect(showInstant(null)).toBe('')
  })

  it('have words for the days around today', () => {
    const now = new Date('2026-01-05T15:00:00Z')
    expect(nearInstant('2026-01-05T01:00:00Z', now)).toEqual({ near: 'today', text: '09:00' })
    expect(nearInstant('2026-01-04T01:00:00Z', now)).toEqual({ near: 'yesterday', text: '09:00' })
    expect(nearInstant('2026-01-05T16:00:00Z', now)).toEqual({ near: 'tomorrow', text: '00:00' })
  })

  it('name the year only when it is another one', () => {
    const now = new Date('2026-03-05T00:00:00Z')
    expect(nearInstant('2026-01-05T01:00:00Z', now).text).toBe('01-05 09:00')
    expect(nearInstant('2025-12-30T01:00:00Z', now).text).toBe('2025-12-30 09:00')
  })

  it('count days over the end of February', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
  })

  it('leave wall clock values alone', () => {
    expect(showWallClock('2026-01-05T09:00')).toBe('2026-01-05 09:00')
  })

  it('are written for forms on the institute’s wall clock', () => {
    expect(wallTime(new Date('2026-01-05T16:30:59Z'))).toBe('2026-01-06T00:30')
  })
})
