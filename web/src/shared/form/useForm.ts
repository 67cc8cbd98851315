/** A form being filled: values, the server's opinion of them, errors, and the copy kept on the device. */
import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { api } from '../api'
import { ApiError, SignedOutError } from '../api/errors'
import type { ErrorItem, Field, FieldType, FormData, PathNode, Pick, Picked, Preview } from '../api/types'
import { t } from '../i18n'
import { DraftBox, newKey } from './draft'
import { missingPicks, picksToSend } from './picks'
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
  /** Whom the form's starter had chosen before. */
  initialPicks?: Picked
}

/** What is ready to be sent. */
export interface Filled {
  form: FormData
  picks: Picked
}

export function useForm(source: FormSource) {
  const box = new DraftBox(localStorage, source.userid, source.purpose)
  const kept = box.load()
  const form = reactive<FormData>(mergeDraft(source.fields, kept?.form ?? source.initial ?? {}))
  const picked = reactive<Picked>({ ...(kept?.picks ?? source.initialPicks ?? {}) })
  /** For which nodes people are to be chosen; the server says it of the form as it stands. */
  const asked = shallowRef<Pick[]>([])
  const pickErrors = ref<Record<string, string>>({})
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
  /** Whether the server has seen the form as it is now. */
  let seen = false
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

  function choose(node: string, people: string[]): void {
    picked[node] = people
    delete pickErrors.value[node]
  }

  async function preview(): Promise<void> {
    asking?.abort()
    const mine = (asking = new AbortController())
    previewing.value = true
    try {
      const answer = await api.preview(source.flow, toSend(source.fields, form, {}), picksToSend(asked.value, picked), mine.signal)
      if (mine.signal.aborted) return
      takePreview(answer)
      seen = true
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
    asked.value = answer.picks
    computedValues.value = Object.fromEntries(
      source.fields.filter((field) => field.computed).map((field) => [field.key, answer.form[field.key]]),
    )
  }

  /** What to send, or null with the errors shown. What is asked depends on the form, so the server sees it first. */
  async function ready(): Promise<Filled | null> {
    if (!seen) {
      clearTimeout(timer)
      await preview()
    }
    const missing = missingFields(source.fields, form, states.value)
    const unpicked = missingPicks(asked.value, picked)
    if (missing.length === 0 && unpicked.length === 0) {
      return { form: toSend(source.fields, form, states.value), picks: picksToSend(asked.value, picked) }
    }
    pickErrors.value = Object.fromEntries(unpicked.map((pick) => [pick.node, t('picks.required', { node: pick.name })]))
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
    keep()
  }

  function keep(): void {
    box.save(form, picked, key.value, new Date())
  }

  function discard(): void {
    box.clear()
    for (const field of Object.keys(form)) delete form[field]
    Object.assign(form, mergeDraft(source.fields, source.initial ?? {}))
    for (const node of Object.keys(picked)) delete picked[node]
    Object.assign(picked, source.initialPicks ?? {})
    pickErrors.value = {}
    touched.clear()
    errors.value = []
    restoredAt.value = ''
    key.value = newKey()
  }

  const stop = watch([form, picked], () => {
    keep()
    seen = false
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
    form, picked, asked, pickErrors, key, states, computedValues, path, errors, shownErrors, previewFailed, previewing, restoredAt,
    set, choose, preview, ready, showErrors, renewKey, discard, done,
  }
}

/** `items.0.price` belongs to the field `items`. */
export function topField(path: string): string {
  return path.split('.')[0] ?? path
}
