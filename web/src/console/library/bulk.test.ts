import { describe, expect, it } from 'vitest'
import { changeAll, MOST, type Result } from './bulk'

const records = Array.from({ length: MOST + 5 }, (_, at) => ({ id: `r${at}`, version: at + 1 }))
const done = (id: string): Result => ({ id, done: true, code: null, message: null })

describe('many records changed', () => {
  it('are sent so many at a time, with the versions that were seen', async () => {
    const sizes: number[] = []
    const told: Result[] = []
    await changeAll(async (some) => {
      sizes.push(some.length)
      return { items: some.map((one) => done(one.id)), done: some.length }
    }, records, (results) => told.push(...results))
    expect([sizes, told.length]).toEqual([[MOST, 5], MOST + 5])
  })

  it('keep what was told before a failure', async () => {
    const told: Result[] = []
    const send = async (some: { id: string }[]) => {
      if (some.length < MOST) throw new Error('network')
      return { items: some.map((one) => done(one.id)), done: some.length }
    }
    await expect(changeAll(send, records, (results) => told.push(...results))).rejects.toThrow('network')
    expect(told).toHaveLength(MOST)
  })
})
