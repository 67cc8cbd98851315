/** Standing proxies by time, and what is to be put right before one is sent. Pure: no Vue, no network. */
import type { ProxyBody, ProxyView } from '../api/types'

export type ProxyTime = 'current' | 'coming' | 'past'
export type ProxyField = 'proxy' | 'from_at' | 'until_at' | 'flows'

/** Ended by hand or by time is past; everything else is told by its beginning. */
export function timeOf(proxy: ProxyView, now: Date): ProxyTime {
  const at = now.toISOString()
  if (proxy.removed_at || proxy.until_at <= at) return 'past'
  return proxy.from_at > at ? 'coming' : 'current'
}

/** What holds first, then what comes, soonest first; what is over last, the latest first. */
export function byTime(proxies: readonly ProxyView[], now: Date): Record<ProxyTime, ProxyView[]> {
  const found: Record<ProxyTime, ProxyView[]> = { current: [], coming: [], past: [] }
  for (const one of proxies) found[timeOf(one, now)].push(one)
  found.current.sort((a, b) => a.until_at.localeCompare(b.until_at))
  found.coming.sort((a, b) => a.from_at.localeCompare(b.from_at))
  found.past.sort((a, b) => (b.removed_at ?? b.until_at).localeCompare(a.removed_at ?? a.until_at))
  return found
}

/** The first thing that is missing or cannot be; what only the server knows it says itself. */
export function missingIn(body: ProxyBody, some: boolean): ProxyField | null {
  if (!body.proxy) return 'proxy'
  if (!body.from_at) return 'from_at'
  if (!body.until_at || body.until_at <= body.from_at) return 'until_at'
  return some && body.flows.length === 0 ? 'flows' : null
}

/** The fields that every one of these forms has: what a condition may name. */
export function commonFields<F extends { key: string }>(forms: readonly (readonly F[])[]): F[] {
  const [first = [], ...others] = forms
  return first.filter((field) => others.every((form) => form.some((one) => one.key === field.key)))
}
