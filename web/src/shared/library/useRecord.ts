/** One record with its library: read, moved to another state, taken to the bin and back. */
import { onMounted, ref } from 'vue'
import { ApiError, SignedOutError } from '../api/errors'
import { libraries } from '../api/libraries'
import { t } from '../i18n'
import { joined, say } from '../lib/sentences'
import { ask, toast } from '../ui/dialogs'
import { useLoad } from '../ui/useLoad'
import { fieldAt } from './values'

export function useRecord(key: string, id: string) {
  const { data, error, load } = useLoad(async () => {
    const [library, record] = await Promise.all([libraries.library(key), libraries.record(key, id)])
    return { library, record }
  })
  const acting = ref(false)

  /** Somebody may have been faster: then the page shows what is there now, and says so. */
  async function act(done: string, doIt: (version: number) => Promise<unknown>): Promise<boolean> {
    if (acting.value || !data.value) return false
    acting.value = true
    try {
      await doIt(data.value.record.version)
      toast(done)
      return true
    } catch (failure) {
      if (!(failure instanceof SignedOutError)) tell(failure)
      return false
    } finally {
      await load()
      acting.value = false
    }
  }

  function tell(failure: unknown): void {
    const { text } = say(failure)
    toast(failure instanceof ApiError && failure.isStale ? joined(text, t('error.stale')) : text)
  }

  async function move(field: string, to: string): Promise<void> {
    const { library, record } = data.value ?? {}
    const found = library && fieldAt(library.fields, field)
    if (!found || !record) return
    const label = found.options.find((option) => option.value === to)?.label ?? to
    const yes = await ask({ title: t('record.moveAsk', { label: found.label, to: label }), text: record.title, confirm: t('record.moveTo', { to: label }) })
    if (yes) await act(t('record.moved', { to: label }), (version) => libraries.change(key, id, { [field]: to }, version))
  }

  async function remove(): Promise<void> {
    const title = t('record.deleteAsk', { title: data.value?.record.title ?? id })
    if (!(await ask({ title, text: t('record.deleteText'), confirm: t('record.delete'), danger: true }))) return
    await act(t('record.deleted'), (version) => libraries.remove(key, id, version))
  }

  async function restore(): Promise<void> {
    await act(t('record.restored'), (version) => libraries.restore(key, id, version))
  }

  async function open(file: string): Promise<void> {
    try {
      // The address answers with an attachment, so this page stays where it is.
      location.assign(await libraries.file(key, id, file))
    } catch (failure) {
      if (!(failure instanceof SignedOutError)) toast(t('file.openFailed'))
    }
  }

  onMounted(load)
  return { data, error, load, acting, move, remove, restore, open }
}
