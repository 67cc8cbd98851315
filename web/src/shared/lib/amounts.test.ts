import { describe, expect, it } from 'vitest'
import { editMoney, parseMoney, showMoney } from './money'
import { amountText, balanceText, minutesText } from './units'

describe('money', () => {
  it('is shown in yuan with both decimals', () => {
    expect(showMoney(1234567)).toBe('¥12,345.67')
    expect(showMoney(5)).toBe('¥0.05')
    expect(showMoney(-120)).toBe('-¥1.20')
  })

  it('is read exactly, without floating point', () => {
    expect(['12.5', '1,200', '0.07', '-3'].map(parseMoney)).toEqual([1250, 120000, 7, -300])
  })

  it('refuses what is no amount', () => {
    expect(['', 'abc', '1.234', '1e3'].map(parseMoney)).toEqual([null, null, null, null])
  })

  it('comes back from the field as it went in', () => {
    expect(parseMoney(editMoney(1250000))).toBe(1250000)
  })
})

describe('leave', () => {
  it('is counted in days and half days', () => {
    expect([480, 240, 4320].map(minutesText)).toEqual(['1 天', '0.5 天', '9 天'])
  })

  it('is counted in hours where days do not come out even', () => {
    expect([690, 90, 30].map(minutesText)).toEqual(['1 天 3.5 小时', '1.5 小时', '30 分钟'])
  })

  it('shows minutes beside what people count', () => {
    expect(amountText(4320, '分钟')).toBe('9 天（4320 分钟）')
    expect(amountText(3, '天')).toBe('3 天')
  })

  it('keeps a unit it does not know', () => {
    expect(balanceText(3, '次')).toBe('3 次')
  })
})
