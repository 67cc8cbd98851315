import { describe, expect, it } from 'vitest'
import type { LibraryField, Names } from '../api/types'
import { between, chosenIn, nothing, oneOf, readNarrowing, withTest, writeNarrowing } from './conditions'
import { phrases } from './conditionText'

const again = (text: string) => writeNarrowing(readNarrowing(text))

describe('what a list is narrowed to', () => {
  it('is read from an address and written as it was', () => {
    for (const text of ['', '{"status":"在用"}', '{"price":{"gte":1,"lte":5}}', '{"status":{"in":["a","b"]},"due":{"empty":true}}']) {
      expect(again(text)).toBe(text)
    }
  })

  it('is told field by field where several conditions are joined', () => {
    expect(readNarrowing('{"all":[{"status":"在用"},{"dept":3}]}')).toEqual({ tests: { status: { eq: '在用' }, dept: { eq: 3 } }, rest: [] })
  })

  it('keeps whole what a field cannot say alone', () => {
    const said = '{"all":[{"status":"a"},{"any":[{"dept":1},{"dept":2}]},{"status":{"ne":"b"}}]}'
    expect(readNarrowing(said).rest).toHaveLength(2)
    expect(again(said)).toBe(said)
  })

  it('is nothing where the address says nothing that can be read', () => {
    expect(['{', 'null', '3', '[]'].map(readNarrowing)).toEqual([nothing(), nothing(), nothing(), nothing()])
  })

  it('changes one field and leaves the others', () => {
    const before = readNarrowing('{"status":"a","dept":3}')
    expect(writeNarrowing(withTest(before, 'dept', null))).toBe('{"status":"a"}')
    expect(writeNarrowing(withTest(before, 'status', oneOf(['b', 'c'])))).toBe('{"dept":3,"status":{"in":["b","c"]}}')
  })

  it('says nothing of a range without ends, and of no choice', () => {
    expect([between(undefined, undefined), oneOf([])]).toEqual([null, null])
    expect([between(0, undefined), between(undefined, '2026-01-01')]).toEqual([{ gte: 0 }, { lte: '2026-01-01' }])
    expect([chosenIn(undefined), chosenIn({ eq: false }), chosenIn({ in: ['a'] })]).toEqual([[], [false], ['a']])
  })
})

describe('a narrowing in words', () => {
  const names: Names = { people: { w: '王芳' }, departments: { 3: '财务部' }, records: {} }
  const field = (key: string, label: string, type: string, more = {}) => ({ key, label, type, unit: '', options: [], columns: [], ...more }) as unknown as LibraryField
  const fields = [
    field('status', '状态', 'enum', { options: [{ value: 'on', label: '在用' }, { value: 'off', label: '停用' }] }),
    field('price', '原值', 'money'), field('dept', '部门', 'department'), field('due', '到期日', 'date'), field('keeper', '保管人', 'user'),
  ]
  const said = (text: string) => phrases(readNarrowing(text), fields, names).map((one) => one.text)

  it('names choices, people, departments and amounts', () => {
    expect(said('{"status":{"in":["on","off"]},"price":{"gte":100000,"lte":250050},"dept":3,"keeper":{"ne":"w"}}')).toEqual([
      '状态：在用、停用', '原值：≥ ¥1,000.00，≤ ¥2,500.50', '部门：财务部', '保管人：不是 王芳',
    ])
  })

  it('tells what is empty, what is soon, and one of several', () => {
    expect(said('{"due":{"within_days":30},"keeper":{"empty":true},"any":[{"dept":3},{"status":"on"}]}')).toEqual([
      '到期日：30 天内', '保管人：未填写', '部门：财务部 或 状态：在用',
    ])
  })
})
