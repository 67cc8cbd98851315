/** An import on its way: uploaded, checked, run, told. It goes on without the page; its id stands in the address. */
import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { NetworkError, SignedOutError } from '../../shared/api/errors'
import { transfers, type ImportOrder } from '../../shared/api/transfers'
import type { Import, ImportBegun } from '../../shared/api/types'
import { t } from '../../shared/i18n'
import { randomKey } from '../../shared/lib/ids'
import { say } from '../../shared/lib/sentences'
import { isOver, mappingOf, watch } from './transfer'

export function useImport(library: string) {
  const route = useRoute()
  const router = useRouter()
  const state = shallowRef<Import | null>(null)
  const mapping = ref<Record<string, string | null>>({})
  const existing = ref<ImportOrder['existing']>('update')
  const busy = ref(false)
  const failure = ref('')
  /** Columns or the rule for what is there were changed since the check. */
  const changed = ref(false)
  const running = computed(() => Boolean(state.value && !isOver(state.value) && state.value.status !== 'uploading'))
  let open = true

  async function guarded(work: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    failure.value = ''
    try {
      await work()
    } catch (error) {
      if (!(error instanceof SignedOutError)) failure.value = say(error).text
    } finally {
      busy.value = false
    }
  }

  function take(now: Import): void {
    state.value = now
    if (isOver(now) && !changed.value) mapping.value = mappingOf(now.columns)
  }

  const look = (id: string) => watch(() => transfers.import(library, id), take, () => open)

  async function start(id: string, mode: ImportOrder['mode'], order: ImportOrder['mapping']): Promise<void> {
    changed.value = false
    take(await transfers.startImport(library, id, { mode, existing: existing.value, mapping: order }))
    await look(id)
  }

  const upload = (file: File) =>
    guarded(async () => {
      state.value = null
      changed.value = false
      const begun = await transfers.beginImport(library, { name: file.name, size_bytes: file.size }, randomKey())
      await send(begun, file)
      await router.replace({ query: { id: begun.id } })
      await start(begun.id, 'check', {})
    })

  const run = (mode: ImportOrder['mode']) => guarded(async () => (state.value ? start(state.value.id, mode, mapping.value) : undefined))

  function match(letter: string, field: string): void {
    mapping.value = { ...mapping.value, [letter]: field || null }
    changed.value = true
  }

  function again(): void {
    state.value = null
    failure.value = ''
    void router.replace({ query: {} })
  }

  onMounted(() => {
    const id = route.query.id
    if (typeof id === 'string' && id) void guarded(() => look(id))
  })
  onBeforeUnmount(() => (open = false))
  return { state, mapping, existing, busy, running, failure, changed, upload, run, match, again }
}

/** The file goes straight to storage, by a short-lived permission. */
async function send({ upload }: ImportBegun, file: File): Promise<void> {
  const body = new FormData()
  for (const [name, value] of Object.entries(upload.fields)) body.append(name, String(value))
  body.append('file', file)
  let answer: Response
  try {
    answer = await fetch(upload.url, { method: 'POST', body })
  } catch {
    throw new NetworkError()
  }
  if (!answer.ok) throw new NetworkError(t('file.failed', { name: file.name }))
}
