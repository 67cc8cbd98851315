/** Acts once somebody stopped typing. */
import { onBeforeUnmount, watch, type WatchSource } from 'vue'

const DELAY_MS = 250

export function whenTyped(typed: WatchSource | object, act: () => unknown): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(typed, () => {
    clearTimeout(timer)
    timer = setTimeout(act, DELAY_MS)
  })
  onBeforeUnmount(() => clearTimeout(timer))
}
