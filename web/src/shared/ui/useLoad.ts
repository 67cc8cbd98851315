/** One thing read from the API: what came, whether it is coming, what went wrong. */
import { ref, shallowRef } from 'vue'
import { SignedOutError } from '../api/errors'

export function useLoad<T>(read: () => Promise<T>) {
  const data = shallowRef<T | null>(null)
  const error = shallowRef<unknown>(null)
  const loading = ref(false)

  async function load(): Promise<void> {
    loading.value = true
    try {
      data.value = await read()
      error.value = null
    } catch (failure) {
      if (!(failure instanceof SignedOutError)) error.value = failure
    } finally {
      loading.value = false
    }
  }

  return { data, error, loading, load }
}
