/** How one wants to be told, and for administrators what was not delivered. */
import { call } from './session'
import type * as T from './types'

const id = encodeURIComponent

export const messages = {
  preferences: async () => (await call<T.MessagePreferences>('GET', '/messages/preferences')).data,
  prefer: async (ways: Record<string, string>, quiet: T.QuietHours | null, version: number) =>
    (await call<T.MessagePreferences>('PUT', '/messages/preferences', { body: { ways, quiet }, ifMatch: String(version) })).data,

  undelivered: async () => (await call<T.Undelivered>('GET', '/admin/messages/undelivered')).data,
  tryPerson: async (userid: string) => {
    await call('POST', `/admin/messages/people/${id(userid)}/again`, { repeatable: true })
  },
  sendAgain: async (notice: string) => {
    await call('POST', `/admin/messages/notices/${id(notice)}/again`)
  },
}
