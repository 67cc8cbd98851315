import { describe, expect, it } from 'vitest'
import type { Transfer } from '../../shared/api/types'
import { fileOf, goodRows, mappingOf, percent, watch } from './transfer'

const state = (status: string, done = 0) => ({ status, done, total: 10 }) as unknown as Transfer

describe('a transfer', () => {
  it('is looked at until it is over', async () => {
    const states = [state('running', 1), state('running', 5), state('done', 10), state('done', 10)]
    const told: number[] = []
    await watch(async () => states.shift()!, (one) => told.push(one.done), () => true, async () => undefined)
    expect(told).toEqual([1, 5, 10])
  })

  it('is not looked at any more once the page is left', async () => {
    let here = true
    const told: string[] = []
    const read = async () => {
      here = told.length === 0
      return state('running')
    }
    await watch(read, (one) => told.push(one.status), () => here, async () => undefined)
    expect(told).toEqual(['running'])
  })

  it('says how far it is, where that is known', () => {
    expect([percent({ done: 3, total: 7 }), percent({ done: 0, total: 0 }), percent({ done: 9, total: 3 })]).toEqual([42, null, 100])
  })
})

describe('an import', () => {
  it('begins with the columns as they were matched', () => {
    const columns = [{ letter: 'A', header: '名称', field: 'name', why: '' }, { letter: 'B', header: '备注', field: '', why: '没有这个字段' }]
    expect(mappingOf(columns)).toEqual({ A: 'name', B: null })
  })

  it('counts the rows that would be written', () => {
    expect(goodRows({ counts: { created: 3, updated: 2, unchanged: 4, refused: 1 } })).toBe(5)
  })

  it('has a template that is a file', async () => {
    expect(await fileOf(btoa('abc'), 'text/plain').text()).toBe('abc')
  })
})
