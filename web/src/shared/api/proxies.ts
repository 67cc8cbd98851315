/** Standing proxies: one's own, and for administrators those of the person named. */
import { call } from './session'
import type * as T from './types'

const of = (person: string) => (person ? `/admin/people/${encodeURIComponent(person)}/proxies` : '/proxies')

export const proxies = {
  list: async (person: string) => (await call<T.ProxyList>('GET', of(person))).data,
  add: async (person: string, body: T.ProxyBody, idempotencyKey: string) =>
    (await call<{ id: string }>('POST', of(person), { body, idempotencyKey })).data,
  /** Ending what has ended does nothing, so it is repeated when no answer came. */
  end: async (person: string, proxy: string) => {
    await call('DELETE', `${of(person)}/${encodeURIComponent(proxy)}`, { repeatable: true })
  },
}
