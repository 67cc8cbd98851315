import { describe, expect, it } from 'vitest'
import type { Field } from '../api/types'
import { emptyForm, isBlank, isVisible, mergeDraft, missingFields, toSend } from './values'

const field = (key: string, more: Partial<Field> = {}): Field => ({
  key, label: key, type: 'text', required: true, computed: false, hidden: false, ...more,
}) as Field
const fields = [
  field('kind'),
  field('half', { required: false }),
  field('days', { type: 'number', computed: true }),
  field('away', { type: 'boolean' }),
  field('unit', { default: 'day' }),
]

describe('form values', () => {
  it('begin with defaults and switched-off switches', () => {
    expect(emptyForm(fields)).toEqual({ away: false, unit: 'day' })
  })

  it('drop from a draft what the form no longer has', () => {
    expect(mergeDraft(fields, { kind: 'a', gone: 1, days: 3 })).toEqual({ away: false, unit: 'day', kind: 'a' })
  })

  it('send nothing computed, blank or hidden by a condition', () => {
    const form = { kind: 'a', half: 'am', days: 2, away: false, unit: '' }
    expect(toSend(fields, form, { half: { visible: false, required: false, editable: true } })).toEqual({ kind: 'a', away: false })
  })

  it('miss what is required, by the server’s word where it has one', () => {
    const states = {
      half: { visible: true, required: true, editable: true },
      kind: { visible: true, required: false, editable: true },
    }
    expect(missingFields(fields, {}, states).map((one) => one.key)).toEqual(['half', 'away', 'unit'])
  })

  it('show a hidden field once the server says so', () => {
    const half = field('half', { hidden: true })
    expect(isVisible(half, {})).toBe(false)
    expect(isVisible(half, { half: { visible: true, required: true, editable: true } })).toBe(true)
  })

  it('know a blank when they see one', () => {
    expect([undefined, null, '', [], ['', '']].every(isBlank)).toBe(true)
    expect([0, false, ['a']].some(isBlank)).toBe(false)
  })
})
