/** Modelling libraries: what one may see of them, their records, and changing these. */
import { call } from './session'
import type * as T from './types'

const id = encodeURIComponent
const of = (library: string) => `/libraries/${id(library)}`
const one = (library: string, record: string) => `${of(library)}/records/${id(record)}`
const get = async <A>(path: string, query?: Record<string, string | null | undefined>) => (await call<A>('GET', path, { query })).data

/** What a list is asked for; `filter` is a condition as JSON, `sort` a field, `-field` for the last first. */
export interface ListAsk {
  view?: string
  filter?: string
  words?: string
  sort?: string
  deleted?: boolean
}

export interface BulkChange {
  action: 'update' | 'delete' | 'restore'
  records: { id: string; version: number }[]
  values?: T.FormData
}

export const libraries = {
  all: async () => (await get<{ items: T.LibrarySummary[] }>('/libraries')).items,
  library: (key: string) => get<T.LibraryView>(of(key)),
  /** By some of its dimensions, without them by all; only the groups that have these values. */
  statistic: (key: string, statistic: string, by: string[], where?: Record<string, unknown>) =>
    get<T.Statistic>(`${of(key)}/statistics/${id(statistic)}`, { by: by.join(','), where: where ? JSON.stringify(where) : undefined }),

  records: (key: string, { deleted, ...asked }: ListAsk, cursor: string | null, limit?: number) =>
    get<T.RecordPage>(`${of(key)}/records`, {
      ...asked, deleted: deleted ? 'true' : undefined, cursor, limit: limit === undefined ? undefined : String(limit),
    }),
  record: (key: string, record: string) => get<T.RecordView>(one(key, record)),
  history: (key: string, record: string, cursor: string | null) =>
    get<T.RecordChangePage>(`${one(key, record)}/history`, { cursor }),

  create: async (key: string, values: T.FormData, idempotencyKey: string) =>
    (await call<{ id: string }>('POST', `${of(key)}/records`, { body: { values }, idempotencyKey })).data.id,
  /** `version` is the record's as it was on the screen: what somebody else changed meanwhile is refused. */
  change: async (key: string, record: string, values: T.FormData, version: number) =>
    (await call<T.RecordView>('PATCH', one(key, record), { body: { values }, ifMatch: String(version) })).data,
  remove: async (key: string, record: string, version: number) => {
    await call('DELETE', one(key, record), { ifMatch: String(version) })
  },
  restore: async (key: string, record: string, version: number) =>
    (await call<T.RecordView>('POST', `${one(key, record)}/restore`, { body: {}, ifMatch: String(version) })).data,
  /** Done again it changes nothing more, so it is repeated when no answer came. */
  bulk: async (key: string, change: BulkChange) =>
    (await call<T.BulkResults>('POST', `${of(key)}/records/bulk`, { body: change, repeatable: true })).data,

  file: async (key: string, record: string, file: string) => (await get<{ url: string }>(`${one(key, record)}/files/${id(file)}`)).url,
  /** The address of a picture, for pages to show. */
  code: (key: string, record: string) => `${new URL('api', document.baseURI).pathname}${one(key, record)}/qr`,
  /** Lets this page use what WeCom offers; of the address nothing behind the `#` counts. */
  signPage: async (url: string) =>
    (await call<T.PageSigned>('POST', '/wecom/jssdk-signature', { body: { url: url.split('#')[0] }, repeatable: true })).data,
  labels: async (key: string, records: string[], view: string) =>
    (await call<T.LabelSheets>('POST', `${of(key)}/labels`, { body: { records, view }, repeatable: true })).data,

  searches: async (key: string) => (await get<{ items: T.SavedSearch[] }>(`${of(key)}/searches`)).items,
  saveSearch: async (key: string, search: { name: string } & Omit<ListAsk, 'deleted'>, idempotencyKey: string) => {
    await call('POST', `${of(key)}/searches`, { body: search, idempotencyKey })
  },
  /** What is gone is gone, so it is repeated when no answer came. */
  forgetSearch: async (key: string, search: string) => {
    await call('DELETE', `${of(key)}/searches/${id(search)}`, { repeatable: true })
  },
}
