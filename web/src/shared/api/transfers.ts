/** Imports and exports of libraries: begun here, worked on by the platform, looked at until they are over. */
import { call } from './session'
import type { ListAsk } from './libraries'
import type * as T from './types'

const id = encodeURIComponent
const of = (library: string) => `/libraries/${id(library)}`
const get = async <A>(path: string) => (await call<A>('GET', path)).data

export interface ImportOrder {
  mode: 'check' | 'partial' | 'whole'
  existing: 'update' | 'refuse'
  /** Field by the letter of its column; null for none. */
  mapping: Record<string, string | null>
}

export const transfers = {
  template: (library: string) => get<T.Template>(`${of(library)}/template`),

  beginImport: async (library: string, file: { name: string; size_bytes: number }, idempotencyKey: string) =>
    (await call<T.ImportBegun>('POST', `${of(library)}/imports`, { body: file, idempotencyKey })).data,
  /** Started twice it runs once. */
  startImport: async (library: string, transfer: string, order: ImportOrder) =>
    (await call<T.Import>('POST', `${of(library)}/imports/${id(transfer)}/start`, { body: order })).data,
  import: (library: string, transfer: string) => get<T.Import>(`${of(library)}/imports/${id(transfer)}`),

  beginExport: async (library: string, { deleted: _, ...asked }: ListAsk, format: 'xlsx' | 'csv', idempotencyKey: string) =>
    (await call<{ id: string }>('POST', `${of(library)}/exports`, { body: { ...asked, format }, idempotencyKey })).data.id,
  export: (library: string, transfer: string) => get<T.Transfer>(`${of(library)}/exports/${id(transfer)}`),
}
