/** A list that grows by cursor. A reload replaces it; an answer to an older question is dropped. */
import { ref, shallowRef } from 'vue'
import { SignedOutError } from '../api/errors'
import type { Page } from '../api/types'

export function usePages<T>(read: (cursor: string | null) => Promise<Page<T>>) {
  const items = shallowRef<T[]>([])
  const error = shallowRef<unknown>(null)
  const loading = ref(false)
  const finished = ref(false)
  const loadedOnce = ref(false)
  let cursor: string | null = null
  let turn = 0

  async function fetchPage(fresh: boolean): Promise<void> {
    const mine = (turn += 1)
    loading.value = true
    error.value = null
    try {
      const page = await read(fresh ? null : cursor)
      if (mine !== turn) return
      items.value = fresh ? page.items : [...items.value, ...page.items]
      cursor = page.next_cursor ?? null
      finished.value = cursor === null
      loadedOnce.value = true
    } catch (failure) {
      if (mine === turn && !(failure instanceof SignedOutError)) error.value = failure
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  return {
    items, error, loading, finished, loadedOnce,
    reload: () => fetchPage(true),
    more: () => (finished.value ? Promise.resolve() : fetchPage(cursor === null)),
    /** For another tab or filter: what is shown no longer belongs to the question. */
    restart: () => {
      items.value = []
      loadedOnce.value = false
      finished.value = false
      cursor = null
      return fetchPage(true)
    },
  }
}
