/** One request on the screen, and what a person may do with it. Every decision carries the ETag of what was shown. */
import { onScopeDispose, ref, shallowRef } from 'vue'
import { api, type Decision, type SeenRequest } from '../api'
import { ApiError, NetworkError, SignedOutError } from '../api/errors'
import { refreshMe } from '../api/session'
import type { MyTask, RequestView } from '../api/types'
import { t, word } from '../i18n'
import { joined, say } from '../lib/sentences'
import { question, toast } from '../ui/dialogs'

const FOLLOW_UP_MS = [500, 800, 1200, 2000, 3000, 5000]

export interface Notice {
  text: string
  requestId: string | null
}

export interface Deciding extends Decision {
  task: MyTask
}

export function useRequest(requestId: string) {
  const seen = shallowRef<SeenRequest | null>(null)
  const error = shallowRef<unknown>(null)
  const loading = ref(false)
  const sending = ref('')
  const notice = shallowRef<Notice | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let looks = 0

  async function load(): Promise<void> {
    loading.value = true
    try {
      seen.value = await api.request(requestId)
      error.value = null
      followUp()
    } catch (failure) {
      if (!(failure instanceof SignedOutError)) error.value = failure
    } finally {
      loading.value = false
    }
  }

  /** Between two nodes a request is with nobody for a moment: look again until it has arrived. */
  function followUp(): void {
    clearTimeout(timer)
    const view = seen.value?.view
    const moving = view?.status === 'running' && !view.path.some((node) => node.state === 'current')
    if (!moving || looks >= FOLLOW_UP_MS.length) {
      looks = 0
      return
    }
    timer = setTimeout(() => void refresh(), FOLLOW_UP_MS[looks])
    looks += 1
  }

  /**
   * Reads again without a sign: what is on the screen stays when it fails, and nothing moves under a person
   * who is being asked whether they mean it.
   */
  async function refresh(): Promise<void> {
    if (sending.value || question.value) return
    try {
      seen.value = await api.request(requestId)
      followUp()
    } catch {
      looks = 0
    }
  }
  onScopeDispose(() => clearTimeout(timer))

  /** Runs one action; answers whether it is known to have happened. */
  async function act(name: string, send: () => Promise<RequestView>, happened: () => boolean): Promise<boolean> {
    if (sending.value) return false
    sending.value = name
    notice.value = null
    try {
      await send()
      await load()
      void refreshMe().catch(() => undefined)
      return true
    } catch (failure) {
      return await explain(failure, happened)
    } finally {
      sending.value = ''
    }
  }

  async function explain(failure: unknown, happened: () => boolean): Promise<boolean> {
    if (failure instanceof SignedOutError) return false
    if (failure instanceof NetworkError) return await findOut(happened)
    const said = say(failure)
    if (failure instanceof ApiError && failure.isStale) {
      await load()
      notice.value = { ...said, text: joined(said.text, t('error.stale')) }
    } else {
      notice.value = said
    }
    return false
  }

  /** No answer came: the state itself says whether the action arrived. */
  async function findOut(happened: () => boolean): Promise<boolean> {
    try {
      seen.value = await api.request(requestId)
    } catch {
      notice.value = { text: t('decide.unsure'), requestId: null }
      return false
    }
    if (happened()) return true
    notice.value = { text: t('decide.lost'), requestId: null }
    return false
  }

  async function decide({ task, ...decision }: Deciding): Promise<boolean> {
    const gone = () => !seen.value?.view.my_tasks.some((mine) => mine.id === task.id)
    const done = await act(decision.action, () => api.decide(task, decision), gone)
    if (done) toast(t('decide.done', { action: word('action', decision.action) }))
    return done
  }

  /** Anything else one does with a task or the request; what is said again is answered the same. */
  async function operate(name: string, send: () => Promise<RequestView>): Promise<boolean> {
    const done = await act(name, send, () => false)
    if (done) toast(t('decide.done', { action: word('action', name) }))
    return done
  }

  async function withdraw(): Promise<void> {
    const etag = seen.value?.etag ?? ''
    const gone = () => seen.value?.view.status === 'withdrawn'
    if (await act('withdraw', () => api.withdraw(requestId, '', etag), gone)) toast(t('request.withdrawn'))
  }

  async function remind(): Promise<void> {
    if (await act('remind', () => api.remind(requestId), () => false)) toast(t('request.reminded'))
  }

  return { seen, error, loading, sending, notice, load, refresh, decide, operate, withdraw, remind }
}
