import { describe, expect, it } from 'vitest'
import type { Field, MyTask } from '../api/types'
import { filledIn, openFields } from './nodeFields'

const field = (key: string, more: Partial<Field> = {}): Field => ({
  key, label: key, type: 'text', required: false, computed: false, hidden: false, columns: [], ...more,
}) as Field
const task = (fields: MyTask['fields']) => ({ fields }) as MyTask
const items = field('items', { type: 'table', columns: [field('name'), field('price'), field('secret')] })

describe('the fields a node opens', () => {
  it('are those to edit or to be filled in, and nothing computed', () => {
    const found = openFields(
      [field('a'), field('b'), field('c'), field('sum', { computed: true })],
      task({
        a: { access: 'read', columns: {}, rows: 'fixed' },
        b: { access: 'edit', columns: {}, rows: 'fixed' },
        c: { access: 'required', columns: {}, rows: 'fixed' },
        sum: { access: 'edit', columns: {}, rows: 'fixed' },
      }),
    )
    expect(found.map((one) => [one.key, one.required])).toEqual([['b', false], ['c', true]])
  })

  it('of a table are its open columns; the others are shown, hidden ones are not', () => {
    const [table] = openFields(
      [items],
      task({ items: { access: 'read', columns: { name: 'read', price: 'required', secret: 'hidden' }, rows: 'fixed' } }),
    )
    expect(table?.columns.map((one) => [one.key, one.computed, one.required])).toEqual([
      ['name', true, false],
      ['price', false, true],
    ])
  })

  it('are all that is sent, blanks too', () => {
    expect(filledIn([field('a'), field('b')], { a: 'x', z: 1 })).toEqual({ a: 'x', b: null })
  })
})
