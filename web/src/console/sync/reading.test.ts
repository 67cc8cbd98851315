import { describe, expect, it } from 'vitest'
import { changesOf, conflictLine } from './reading'

const names = new Map([
  [1, '院'],
  [11, '热工所'],
])

describe('a report', () => {
  it('says field by field what was and what will be, departments by name', () => {
    const changes = { title: ['工程师', '高级工程师'], departments: [[1], [11, 1]], active: [false, true] } as Record<string, [unknown, unknown]>
    expect(changesOf({ list: 'step', id: 'a', verb: 'change', what: 'person', changes }, names)).toEqual([
      '职称：工程师 → 高级工程师',
      '部门：院 → 热工所、院',
    ])
  })

  it('says of something new what it is, and of a removal nothing more', () => {
    const changes = { name: [null, '甲'], mobile: [null, ''] } as Record<string, [unknown, unknown]>
    expect(changesOf({ list: 'step', id: 'a', verb: 'create', what: 'person', changes }, names)).toEqual(['姓名：甲'])
    expect(changesOf({ list: 'step', id: 'a', verb: 'remove', what: 'person', changes }, names)).toEqual([])
  })

  it('names who wins a conflict', () => {
    const line = conflictLine({ list: 'conflict', id: '11', what: 'department', field: 'parent', ours: 1, theirs: 11, winner: 'platform' }, names)
    expect(line).toBe('上级部门：本平台“院”，企业微信“热工所”，以本平台为准')
  })
})
