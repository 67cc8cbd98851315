import { describe, expect, it } from 'vitest'
import type { LibraryField, LibraryView, Names, RecordChange } from '../api/types'
import { changedFields, whoChanged } from './history'
import { fieldAt, grouped, isMasked, joinNames, valueText } from './values'

const field = (key: string, type: string, more: Partial<LibraryField> = {}) =>
  ({ key, label: key, type, unit: '', options: [], columns: [], library: null, ...more }) as LibraryField
const names: Names = { people: { w: '王芳' }, departments: { 3: '财务部' }, records: { supplier: { S1: '天平厂' } } }

describe('a value', () => {
  it('is shown by names and in yuan', () => {
    expect(valueText(field('a', 'users'), ['w', 'gone'], names)).toBe('王芳、gone')
    expect(valueText(field('a', 'department'), 3, names)).toBe('财务部')
    expect(valueText(field('a', 'library_ref', { library: 'supplier' }), 'S1', names)).toBe('天平厂')
    expect(valueText(field('a', 'money'), 123456, names)).toBe('¥1,234.56')
    expect(valueText(field('a', 'money'), null, names)).toBe('')
  })

  it('that is masked is shown as it came, whatever its type', () => {
    expect(isMasked('••••1234')).toBe(true)
    expect(['boolean', 'money', 'date'].map((type) => valueText(field('a', type), '••••', names))).toEqual(['••••', '••••', '••••'])
  })

  it('of a table is found by its path', () => {
    const rows = field('rows', 'table', { columns: [field('a', 'text')] })
    expect([fieldAt([rows], 'rows.a')?.key, fieldAt([rows], 'rows')?.key, fieldAt([rows], 'x')]).toEqual(['a', 'rows', undefined])
  })

  it('keeps names of several pages', () => {
    const more: Names = { people: { l: '李明' }, departments: {}, records: { supplier: { S2: '仪器厂' } } }
    expect(joinNames(names, more)).toMatchObject({ people: { w: '王芳', l: '李明' }, records: { supplier: { S1: '天平厂', S2: '仪器厂' } } })
  })
})

describe('the fields of a record', () => {
  const many = ['text', 'user', 'date', 'money', 'file', 'text', 'text', 'text', 'text'].map((type, at) => field(`f${at}`, type))
  const filled = Object.fromEntries(many.map((one) => [one.key, one.type === 'file' ? { id: '1', name: 'a' } : 'x']))

  it('are read together by what they are about', () => {
    expect(grouped(many, filled).map((one) => one.group)).toEqual(['main', 'people', 'days', 'figures', 'files'])
  })

  it('stay together where they are few, and empty ones are left out', () => {
    expect(grouped(many, { f0: 'x', f1: 'w' })).toEqual([{ group: 'main', fields: [many[0], many[1]] }])
    expect(grouped(many, {})).toEqual([])
  })
})

describe('a change', () => {
  const library = { fields: [field('keeper', 'user'), field('rows', 'table')] } as unknown as LibraryView
  const change = (fields: RecordChange['fields'], by = 'w'): RecordChange => ({ version: 2, action: 'update', at: '', by, source: '', deadline: '', fields })

  it('is told from old to new, with names', () => {
    expect(changedFields(change({ keeper: [null, 'w'], gone: ['a', 'b'] }), library, names)).toEqual([
      { key: 'keeper', label: 'keeper', old: '未填写', new: '王芳' },
      { key: 'gone', label: 'gone', old: 'a', new: 'b' },
    ])
  })

  it('of a table tells which rows, and nothing where nothing is different', () => {
    const rows = [{ a: 1 }, { a: 2 }]
    expect(changedFields(change({ rows: [rows, [{ a: 1 }, { a: 3 }]] }), library, names)[0]?.new).toBe('修改了第 2 行')
    expect(changedFields(change({ rows: [rows, [...rows, { a: 3 }]] }), library, names)[0]).toMatchObject({ old: '2 行', new: '3 行' })
    expect(changedFields(change({ rows: [rows, [{ a: 1 }, { a: 2 }]] }), library, names)).toEqual([])
  })

  it('that nobody made was made by the platform', () => {
    expect([whoChanged(change({}, 'system'), names), whoChanged(change({}), names)]).toEqual(['系统', '王芳'])
  })
})
