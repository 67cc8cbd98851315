import { describe, expect, it } from 'vitest'
import type { LibraryView, RecordPage } from '../api/types'
import { recordIn } from './codes'
import { ALL, asked, columnsOf, readState, writeState } from './listState'
import { MOST_TURNS, readOn } from './readOn'

const library = {
  views: [{ key: 'rows', child: 'payments', columns: ['phase'] }, { key: 'mine', child: null, columns: ['no', 'name'] }],
  fields: [], may: { delete: true },
} as unknown as LibraryView

describe('the state of a list', () => {
  it('stands in its address, without what is usual', () => {
    expect(writeState(readState({}, library), library)).toEqual({})
    const query = { view: ALL, words: '天平', sort: '-price', filter: '{"a":1}', bin: '1' }
    expect(writeState(readState(query, library), library)).toEqual(query)
  })

  it('gives way where its view is gone, or the bin is not for the person', () => {
    expect(readState({ view: 'gone' }, library).view).toBe('mine')
    const other = { ...library, may: { delete: false } } as LibraryView
    expect(readState({ bin: '1' }, other).bin).toBe(false)
  })

  it('asks for no order where words are looked for, and for no view in the bin', () => {
    const state = { view: 'mine', words: '', sort: 'name', filter: '', bin: false }
    expect(asked(state)).toEqual({ view: 'mine', words: '', filter: '', sort: 'name' })
    expect(asked({ ...state, words: '天平' }).sort).toBe('')
    expect(asked({ ...state, view: ALL, bin: true })).toEqual({ deleted: true, words: '', filter: '' })
    expect(asked({ ...state, view: ALL }).view).toBe('')
  })

  it('shows all records by the columns of the first list of records', () => {
    expect([columnsOf(library, ALL), columnsOf(library, 'rows')]).toEqual([['no', 'name'], ['phase']])
  })
})

describe('reading a list', () => {
  const page = (items: number, next: string | null): RecordPage => ({
    items: Array.from({ length: items }, () => ({})) as RecordPage['items'],
    names: { people: {}, departments: {}, records: {} }, next_cursor: next, searched: 300,
  })

  it('goes on over short pages until there is something to show', async () => {
    const pages = [page(0, 'a'), page(3, 'b'), page(6, 'c'), page(9, null)]
    const found = await readOn(async () => pages.shift()!, null)
    expect([found.items.length, found.next_cursor, found.searched]).toEqual([9, 'c', 900])
  })

  it('stops at the end, and after so many pages without anything', async () => {
    expect((await readOn(async () => page(0, null), null)).searched).toBe(300)
    const found = await readOn(async () => page(0, 'more'), null)
    expect([found.searched, found.next_cursor]).toEqual([300 * MOST_TURNS, 'more'])
  })
})

describe('a code', () => {
  const here = 'https://office.example'

  it('leads to the record whose address it is', () => {
    expect(recordIn(`${here}/#/library/fixed-asset/ZC%2F1`, here)).toEqual({ library: 'fixed-asset', record: 'ZC/1' })
  })

  it('of another place, or of another kind, leads nowhere', () => {
    const others = ['https://elsewhere.example/#/library/a/b', `${here}/#/tasks`, 'ZC2026T00001', 'javascript:alert(1)']
    expect(others.map((text) => recordIn(text, here))).toEqual([null, null, null, null])
  })
})
