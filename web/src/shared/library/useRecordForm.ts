/**
 * A record being filled in. What is typed is kept on the device until it is saved: of a new record all of it, of one
 * that is there what is different, so that it is put on the newest state.
 */
import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { ApiError, NetworkError, SignedOutError } from '../api/errors'
import { libraries } from '../api/libraries'
import type { ErrorItem, FormData, LibraryView, RecordView } from '../api/types'
import { DraftBox, newKey } from '../form/draft'
import { topField } from '../form/useForm'
import { missingFields } from '../form/values'
import { t } from '../i18n'
import { say } from '../lib/sentences'
import { changeFields, changesOf, changesToSend, meetings, newFields, newForm, same, startOf, valuesToCreate, type Meeting } from './filling'
import { rememberNames } from './references'

export interface Source {
  library: LibraryView
  /** The record that is changed; nothing: a new one. */
  record: RecordView | null
  userid: string
}

export function useRecordForm({ library, record, userid }: Source) {
  const box = new DraftBox(localStorage, userid, `library.${library.key}.${record ? `record.${record.id}` : 'new'}`)
  const kept = box.load()
  const fields = record ? changeFields(library, record) : newFields(library)
  const known = new Set(fields.map((field) => field.key))
  /** The record as the person last saw it. */
  const seen = shallowRef(record)
  const start = computed(() => (seen.value ? startOf(library, seen.value, fields) : newForm(fields)))
  const draft = Object.fromEntries(Object.entries(kept?.form ?? {}).filter(([key]) => known.has(key)))
  const form = reactive<FormData>({ ...start.value, ...draft })
  const key = ref(kept?.idempotencyKey ?? newKey())
  const restoredAt = ref(Object.keys(draft).length ? (kept?.savedAt ?? '') : '')
  const errors = shallowRef<ErrorItem[]>([])
  const failure = ref('')
  const sending = ref(false)
  /** What somebody else changed while this was filled in. */
  const met = shallowRef<Meeting[]>([])
  const changes = computed(() => (record ? changesOf(fields, start.value, form) : valuesToCreate(fields, form)))
  if (record) rememberNames(record.names)

  const shownErrors = computed<Record<string, string>>(() => {
    const shown: Record<string, string> = {}
    for (const error of errors.value) shown[topField(error.field)] ??= error.message
    return shown
  })
  /** Errors of fields that are not on the screen still have to be read by somebody. */
  const elsewhere = computed(() => errors.value.filter((error) => !known.has(topField(error.field))).map((error) => error.message))

  function set(field: string, value: unknown): void {
    form[field] = value
    errors.value = errors.value.filter((error) => topField(error.field) !== field)
  }

  /** The id of the saved record; null where it was not saved and the page says why. */
  async function save(): Promise<string | null> {
    if (sending.value) return null
    failure.value = ''
    errors.value = missingFields(fields, form, {}).map((field) => ({ field: field.key, code: 'required', message: t('form.required', { label: field.label }) }))
    if (errors.value.length) return null
    sending.value = true
    try {
      const id = seen.value ? await saveChanges(seen.value) : await libraries.create(library.key, changes.value, key.value)
      stop()
      box.clear()
      return id
    } catch (error) {
      await explain(error)
      return null
    } finally {
      sending.value = false
    }
  }

  async function saveChanges(before: RecordView): Promise<string> {
    const sent = changesToSend(library, before, changes.value)
    if (Object.keys(sent).length) await libraries.change(library.key, before.id, sent, before.version)
    return before.id
  }

  async function explain(error: unknown): Promise<void> {
    if (error instanceof SignedOutError) return
    failure.value = say(error).text
    if (error instanceof NetworkError) failure.value = t(seen.value ? 'record.lostChange' : 'record.lostNew')
    if (!(error instanceof ApiError)) return
    // An earlier form with this key did arrive; another save is another record.
    if (error.code === 'idempotency_key_reused') key.value = newKey()
    if (error.status === 412 && seen.value) return await meet(seen.value)
    errors.value = error.errors.length ? error.errors : error.field ? [{ field: error.field, code: error.code, message: error.message }] : []
  }

  /** Reads what is there now and goes on from it; what was typed here stays as it was typed. */
  async function meet(before: RecordView): Promise<void> {
    const typed = changes.value
    try {
      const now = await libraries.record(library.key, before.id)
      rememberNames(now.names)
      met.value = meetings(library, before, now, typed)
      seen.value = now
      for (const field of fields) form[field.key] = field.key in typed ? (typed[field.key] ?? undefined) : start.value[field.key]
    } catch (error) {
      if (!(error instanceof SignedOutError)) failure.value = say(error).text
    }
  }

  /** Theirs instead of mine. */
  function take(field: string): void {
    form[field] = start.value[field]
    met.value = met.value.map((one) => (one.field === field ? { ...one, mine: false } : one))
  }

  function discard(): void {
    box.clear()
    for (const field of Object.keys(form)) delete form[field]
    Object.assign(form, start.value)
    errors.value = []
    failure.value = ''
    restoredAt.value = ''
    key.value = newKey()
  }

  const stop = watch(form, () => {
    const now = record ? changes.value : form
    if (record && Object.keys(now).length === 0) box.clear()
    else if (record || !same(form, newForm(fields))) box.save(now, {}, key.value, new Date())
  })
  onScopeDispose(stop)

  return { fields, form, seen, errors, shownErrors, elsewhere, failure, sending, met, changes, restoredAt, set, save, take, discard }
}
