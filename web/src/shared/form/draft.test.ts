import { describe, expect, it } from 'vitest'
import { DraftBox, newKey } from './draft'

function memory() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
}
const at = new Date('2026-01-05T01:00:00Z')

describe('a draft', () => {
  it('comes back with its values and its key', () => {
    const storage = memory()
    new DraftBox(storage, 'liming', 'start.leave-request').save({ reason: '探亲' }, { expert: ['heyan'] }, 'key-12345', at)
    const found = new DraftBox(storage, 'liming', 'start.leave-request').load()
    expect(found).toEqual({ form: { reason: '探亲' }, picks: { expert: ['heyan'] }, idempotencyKey: 'key-12345', savedAt: at.toISOString() })
  })

  it('belongs to one person', () => {
    const storage = memory()
    new DraftBox(storage, 'liming', 'start.x').save({ a: 1 }, {}, 'key-12345', at)
    expect(new DraftBox(storage, 'wangfang', 'start.x').load()).toBeNull()
  })

  it('is gone once submitted', () => {
    const box = new DraftBox(memory(), 'liming', 'start.x')
    box.save({ a: 1 }, {}, 'key-12345', at)
    box.clear()
    expect(box.load()).toBeNull()
  })

  it('kept before people could be chosen has chosen nobody', () => {
    const storage = memory()
    storage.kept.set('xt.draft.liming.start.x', JSON.stringify({ form: { a: 1 }, idempotencyKey: 'key-12345', savedAt: '' }))
    expect(new DraftBox(storage, 'liming', 'start.x').load()?.picks).toEqual({})
  })

  it('that cannot be read counts as none', () => {
    const storage = memory()
    storage.kept.set('xt.draft.liming.start.x', '{broken')
    expect(new DraftBox(storage, 'liming', 'start.x').load()).toBeNull()
  })

  it('says so when the device refuses to keep it', () => {
    const storage = { ...memory(), setItem: () => { throw new Error('full') } }
    expect(new DraftBox(storage, 'liming', 'start.x').save({}, {}, 'key-12345', at)).toBe(false)
  })

  it('gets a key the API accepts', () => {
    expect(newKey()).toMatch(/^[0-9a-f]{32}$/)
    expect(newKey()).not.toBe(newKey())
  })
})
