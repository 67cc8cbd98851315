/** What a form holds, from the definition's defaults to what is sent. Pure: no Vue, no network. */
import type { Field, FieldState, FormData } from '../api/types'

export type FieldStates = Record<string, FieldState>

/** A form nobody has touched: defaults where the flow gives them, `false` for switches, else nothing. */
export function emptyForm(fields: Field[]): FormData {
  const form: FormData = {}
  for (const field of fields) {
    if (field.computed) continue
    if (field.default !== undefined && field.default !== null) form[field.key] = field.default
    else if (field.type === 'boolean') form[field.key] = false
  }
  return form
}

/** Keeps of a stored draft only what the form still has: a flow may have been published anew since. */
export function mergeDraft(fields: Field[], draft: FormData): FormData {
  const known = new Set(fields.filter((field) => !field.computed).map((field) => field.key))
  const kept = Object.entries(draft).filter(([key]) => known.has(key))
  return { ...emptyForm(fields), ...Object.fromEntries(kept) }
}

/** `hidden` is what holds before anything is typed; once the server has seen the form, its word counts. */
export function isVisible(field: Field, states: FieldStates): boolean {
  return states[field.key]?.visible ?? !field.hidden
}

export function isRequired(field: Field, states: FieldStates): boolean {
  return states[field.key]?.required ?? field.required
}

export function isBlank(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  return Array.isArray(value) && (value.length === 0 || value.every((item) => item === ''))
}

/** What is sent: nothing computed, nothing hidden by a condition, nothing left blank. */
export function toSend(fields: Field[], form: FormData, states: FieldStates): FormData {
  const sent: FormData = {}
  for (const field of fields) {
    const value = form[field.key]
    if (field.computed || isBlank(value) || states[field.key]?.visible === false) continue
    sent[field.key] = value
  }
  return sent
}

/** Required fields still blank, in the order of the form: the page can say so without asking the server. */
export function missingFields(fields: Field[], form: FormData, states: FieldStates): Field[] {
  return fields.filter(
    (field) =>
      !field.computed && isVisible(field, states) && isRequired(field, states) && isBlank(form[field.key]),
  )
}
