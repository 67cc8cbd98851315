/** A form being filled: values, the server's opinion of them, errors, and the copy kept on the device. */
import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { api } from '../api'
import { ApiError, SignedOutError } from '../api/errors'
import type { ErrorItem, Field, FieldType, FormData, PathNode, Preview } from '../api/types'
import { t } from '../i18n'
import { DraftBox, newKey } from './draft'
import { mergeDraft, missingFields, toSend, type FieldStates } from './values'

const PREVIEW_DELAY_MS = 400
const PICKED = new Set<FieldType>(['enum', 'multi_enum', 'user', 'users', 'department', 'date', 'datetime', 'daterange', 'boolean'])

export interface FormSource {
  flow: string
  fields: Field[]
  userid: string
  /** Names the copy kept on the device. */
  purpose: string
  /** What the form begins with when there is no kept copy. */
  initial?: FormData
}

export function useForm(source: FormSource) {
  const box = new DraftBox(localStorage, source.userid, source.purpose)
  const kept = box.load()
  const form = reactive<FormData>(mergeDraft(source.fields, kept?.form ?? source.initial ?? {}))
  const key = ref(kept?.idempotencyKey ?? newKey())
  const states = shallowRef<FieldStates>({})
  const computedValues = shallowRef<FormData>({})
  const path = shallowRef<PathNode[]>([])
  const errors = shallowRef<ErrorItem[]>([])
  const previewFailed = ref(false)
  const previewing = ref(false)
  const touched = reactive(new Set<string>())
  /** When the copy now shown was kept; empty when the form is new. */
  const restoredAt = ref(kept?.savedAt ?? '')
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined

  const shownErrors = computed<Record<string, string>>(() => {
    const shown: Record<string, string> = {}
    for (const error of errors.value) {
      const field = topField(error.field)
      if (touched.has(field) && !shown[field]) shown[field] = error.message
    }
    return shown
  })

  function set(field: string, value: unknown): void {
    form[field] = value
    touched.add(field)
    errors.value = errors.value.filter((error) => topField(error.field) !== field)
  }

  async function preview(): Promise<void> {
    asking?.abort()
    const mine = (asking = new AbortController())
    previewing.value = true
    try {
      const answer = await api.preview(source.flow, toSend(source.fields, form, {}), mine.signal)
      if (mine.signal.aborted) return
      takePreview(answer)
      previewFailed.value = false
    } catch (error) {
      if (mine.signal.aborted || error instanceof SignedOutError) return
      previewFailed.value = true
      if (error instanceof ApiError && error.errors.length) errors.value = error.errors
    } finally {
      if (asking === mine) previewing.value = false
    }
  }

  function takePreview(answer: Preview): void {
    states.value = answer.fields
    errors.value = answer.errors
    path.value = answer.path
    computedValues.value = Object.fromEntries(
      source.fields.filter((field) => field.computed).map((field) => [field.key, answer.form[field.key]]),
    )
  }

  /** What to send, or null with the errors shown. */
  function ready(): FormData | null {
    const missing = missingFields(source.fields, form, states.value)
    if (missing.length === 0) return toSend(source.fields, form, states.value)
    showErrors(
      missing.map((field) => ({ field: field.key, code: 'required', message: t(PICKED.has(field.type) ? 'form.requiredChoice' : 'form.required', { label: field.label }) })),
    )
    return null
  }

  function showErrors(items: ErrorItem[]): void {
    for (const item of items) touched.add(topField(item.field))
    errors.value = items
  }

  /** The person was told that an earlier copy arrived; what they send now is a new thing. */
  function renewKey(): void {
    key.value = newKey()
    box.save(form, key.value, new Date())
  }

  function discard(): void {
    box.clear()
    for (const field of Object.keys(form)) delete form[field]
    Object.assign(form, mergeDraft(source.fields, source.initial ?? {}))
    touched.clear()
    errors.value = []
    restoredAt.value = ''
    key.value = newKey()
  }

  const stop = watch(form, () => {
    box.save(form, key.value, new Date())
    clearTimeout(timer)
    timer = setTimeout(() => void preview(), PREVIEW_DELAY_MS)
  })
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
    asking?.abort()
  })
  void preview()

  /** Sent and answered: the copy goes, and nothing later writes it back. */
  function done(): void {
    stop()
    clearTimeout(timer)
    asking?.abort()
    box.clear()
  }

  return {
    form, key, states, computedValues, path, errors, shownErrors, previewFailed, previewing, restoredAt,
    set, preview, ready, showErrors, renewKey, discard, done,
  }
}

/** `items.0.price` belongs to the field `items`. */
export function topField(path: string): string {
  return path.split('.')[0] ?? path
}
