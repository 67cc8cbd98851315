import { describe, expect, it } from 'vitest'
import { originOf, startFrom } from './origin'

describe('a form that is opened from a record', () => {
  it('finds the record again, whatever its key is', () => {
    for (const record of ['ZC2026IT00001', '2026/11 李明', '100%', 'a?b#c&d=e']) {
      const origin = { library: 'fixed-asset', record, action: 'repair' }
      expect(originOf(startFrom('asset-repair', origin).query.from)).toEqual(origin)
    }
  })

  it('begins empty where the address says nothing that can be read', () => {
    for (const from of [undefined, null, ['a/b/c'], '', 'a', 'a/b', 'a//c', 'a/b/c/d', 'a/%E0%A4%A/c']) {
      expect(originOf(from)).toBeNull()
    }
  })
})
