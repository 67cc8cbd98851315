import { describe, expect, it } from 'vitest'
import type { MoveCandidate, MoveResult } from '../../shared/api/types'
import { choosable, moveAll, nextRows, PORTION, withResults } from './move'

const candidate = (request: string, can = true): MoveCandidate => ({
  request, serial: `BJ-${request}`, title: '搬家', version: 1, at: ['审批'], can, code: '', message: '',
})
const moved = (request: string): MoveResult => ({ request, done: true, code: '', message: '' })

describe('looking for requests to move', () => {
  it('goes on over pages that hold none of this flow', async () => {
    const pages = [
      { items: [], next_cursor: 'a' },
      { items: [], next_cursor: 'b' },
      { items: [candidate('1')], next_cursor: 'c' },
    ]
    const asked: (string | null)[] = []
    const found = await nextRows(async (cursor) => {
      asked.push(cursor)
      return pages[asked.length - 1]!
    }, null)
    expect(asked).toEqual([null, 'a', 'b'])
    expect(found).toEqual({ items: [{ ...candidate('1'), outcome: null }], next_cursor: 'c' })
  })

  it('ends where there is no further page', async () => {
    expect(await nextRows(async () => ({ items: [], next_cursor: null }), null)).toEqual({ items: [], next_cursor: null })
  })
})

describe('moving requests', () => {
  it('sends them in portions and tells each portion', async () => {
    const requests = Array.from({ length: PORTION + 3 }, (_, number) => String(number))
    const sent: number[] = []
    const told: string[] = []
    await moveAll(async (some) => {
      sent.push(some.length)
      return some.map(moved)
    }, requests, (results) => told.push(...results.map((one) => one.request)))
    expect(sent).toEqual([PORTION, 3])
    expect(told).toEqual(requests)
  })

  it('keeps what was told when a later portion fails', async () => {
    const requests = Array.from({ length: PORTION * 2 }, (_, number) => String(number))
    const told: MoveResult[] = []
    const send = async (some: string[]) => {
      if (some[0] !== '0') throw new Error('gone')
      return some.map(moved)
    }
    await expect(moveAll(send, requests, (results) => told.push(...results))).rejects.toThrow('gone')
    expect(told.length).toBe(PORTION)
  })

  it('leaves choosable what may go and has not gone', () => {
    const rows = [candidate('1'), candidate('2'), candidate('3', false)].map((one) => ({ ...one, outcome: null }))
    const after = withResults(rows, [moved('1'), { request: '2', done: false, code: 'elsewhere', message: '会停在别处' }])
    expect(after.filter(choosable).map((row) => row.request)).toEqual(['2'])
    expect(after[1]?.outcome?.message).toBe('会停在别处')
  })
})
