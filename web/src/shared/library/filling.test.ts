import { describe, expect, it } from 'vitest'
import type { LibraryField, LibraryView, RecordView } from '../api/types'
import { changeFields, changesOf, changesToSend, fillable, meetings, newFields, newForm, same, startOf, valuesToCreate } from './filling'

const field = (key: string, more: Partial<LibraryField> = {}): LibraryField => ({
  key, label: key, type: 'text', required: false, unit: '', options: [], derived: false, sensitive: false, multiple: false,
  append_only: false, library: null, min: null, max: null, default: null, columns: [], ...more,
})
const fields = [
  field('no'), field('name', { required: true }), field('price', { type: 'money' }), field('worth', { type: 'money', derived: true }),
  field('rows', { type: 'table', columns: [field('a'), field('b'), field('c', { derived: true })] }),
  field('events', { type: 'table', append_only: true, required: true, columns: [field('note')] }),
]
const library = {
  key: 'l', fields, keys: ['no'], numbered: true, create_fields: ['no', 'name', 'price', 'rows', 'rows.a'],
} as unknown as LibraryView
const record = (values: Record<string, unknown>, update = ['name', 'price', 'rows', 'rows.a', 'events', 'events.note']) =>
  ({ values, may: { update }, version: 3 }) as unknown as RecordView
const stored = record({ no: '1', name: 'x', price: 100, rows: [{ a: '1', b: '2' }], events: [{ note: 'old' }] })

describe('a record to fill in', () => {
  it('asks for what may be filled in, the number last', () => {
    expect(newFields(library).map((one) => one.key)).toEqual(['name', 'price', 'rows', 'no'])
    expect(newFields({ ...library, numbered: false })[0]).toMatchObject({ key: 'no', required: true })
  })

  it('keeps columns that may not be filled in out of sight', () => {
    const [rows] = fillable(fields, ['rows', 'rows.a'])
    expect(rows?.columns.map((one) => [one.key, one.hidden])).toEqual([['a', false], ['b', true]])
  })

  it('begins with defaults, and sends what is filled in', () => {
    const some = fillable([field('kind', { default: 'a' }), field('on', { type: 'boolean' }), field('name')], ['kind', 'on', 'name'])
    expect(newForm(some)).toEqual({ kind: 'a', on: false })
    expect(valuesToCreate(some, { ...newForm(some), name: '' })).toEqual({ kind: 'a', on: false })
  })
})

describe('a record that is changed', () => {
  const open = changeFields(library, stored)
  const start = startOf(library, stored, open)

  it('sends only what is different, and null for what is taken away', () => {
    expect(changesOf(open, start, { ...start })).toEqual({})
    expect(changesOf(open, start, { ...start, name: 'y', price: undefined })).toEqual({ name: 'y', price: null })
  })

  it('keeps cells of columns that are not asked for, and drops empty rows', () => {
    const rows = [{ a: '9', b: '2' }, { a: '' }]
    expect(changesOf(open, start, { ...start, rows })).toEqual({ rows: [{ a: '9', b: '2' }] })
  })

  it('puts new rows behind those that stay as written, and asks for none', () => {
    const changes = changesOf(open, start, { ...start, events: [{ note: 'new' }] })
    expect(changesToSend(library, stored, changes)).toEqual({ events: [{ note: 'old' }, { note: 'new' }] })
    expect(open.find((one) => one.key === 'events')?.required).toBe(false)
  })

  it('tells what somebody else changed meanwhile, and where both did', () => {
    const now = record({ ...stored.values, name: 'theirs', price: 200, worth: 5 })
    expect(meetings(library, stored, now, { name: 'mine' })).toEqual([
      { field: 'name', before: 'x', theirs: 'theirs', mine: true },
      { field: 'price', before: 100, theirs: 200, mine: false },
    ])
  })

  it('takes values for the same whatever the order of their keys, and blanks for blanks', () => {
    expect(same([{ a: 1, b: 2 }], [{ b: 2, a: 1 }])).toBe(true)
    expect([same(null, []), same(0, null), same(false, undefined)]).toEqual([true, false, false])
  })
})
