import { describe, expect, it } from 'vitest'
import type { LibraryField } from '../api/types'
import { guesses, names } from './guesses'

const field = (key: string, type: string, label: string, options?: { value: string; label: string }[]) => ({ key, type, label, options }) as LibraryField
const FIELDS = [
  field('name', 'text', '名称'),
  field('status', 'enum', '状态', [{ value: '在用', label: '在用' }, { value: '停用', label: '停用' }]),
  field('keeper', 'user', '保管人'),
  field('members', 'users', '成员'),
  field('dept', 'department', '部门'),
]
const KNOWN = {
  people: [{ userid: 'liming', name: '李明' }],
  departments: [{ id: 3, name: '力学计量所力值室' }, { id: 2, name: '力学计量所' }, { id: 4, name: '办公室' }],
}

describe('what the words of a search may mean', () => {
  it('is somebody, in each field that names people, those of the list first', () => {
    const found = guesses('李明', FIELDS, ['members'], { ...KNOWN, departments: [] })
    expect(found.map((one) => one.text)).toEqual(['成员：李明', '保管人：李明'])
    expect(found[1]).toEqual({ field: 'keeper', test: { eq: 'liming' }, text: '保管人：李明' })
  })

  it('finds who was found by pinyin', () => {
    expect(guesses('liming', FIELDS, [], KNOWN).map((one) => one.field)).toEqual(['keeper', 'members'])
  })

  it('is a department, the closest name first', () => {
    const found = guesses('力学', FIELDS, [], { people: [], departments: KNOWN.departments })
    expect(found.map((one) => one.test)).toEqual([{ eq: 2 }, { eq: 3 }])
  })

  it('is a choice', () => {
    expect(guesses('停用', FIELDS, [], { people: [], departments: [] })).toEqual([{ field: 'status', test: { eq: '停用' }, text: '状态：停用' }])
  })

  it('is nothing for a single letter, and a surname for a single character', () => {
    expect(guesses(' l ', FIELDS, [], KNOWN)).toEqual([])
    expect(guesses('李', FIELDS, [], KNOWN).map((one) => one.field)).toEqual(['keeper', 'members'])
  })

  it('asks for nobody where no field names people', () => {
    expect(names(FIELDS.slice(0, 2))).toEqual({ people: false, departments: false })
    expect(names(FIELDS)).toEqual({ people: true, departments: true })
  })
})
