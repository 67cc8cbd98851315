import { onBeforeUnmount, onMounted } from 'vue'

/** People switch between the message and the page: what they come back to should be what is true. */
export function useReturn(refresh: () => unknown): void {
  const look = () => {
    if (document.visibilityState === 'visible') refresh()
  }
  onMounted(() => document.addEventListener('visibilitychange', look))
  onBeforeUnmount(() => document.removeEventListener('visibilitychange', look))
}
