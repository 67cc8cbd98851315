import { nextTick } from 'vue'
import type { RouteLocationNormalized } from 'vue-router'

/** Another page, another place to read from: a screen reader follows the focus. Not on the first page. */
export async function focusContent(to: RouteLocationNormalized, from: RouteLocationNormalized): Promise<void> {
  if (from.matched.length === 0 || to.path === from.path) return
  await nextTick()
  document.getElementById('content')?.focus({ preventScroll: true })
}
