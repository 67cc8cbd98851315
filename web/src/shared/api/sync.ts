/** The directory and WeCom's address book, kept the same: for administrators. */
import { call } from './session'
import type * as T from './types'

const get = async <A>(path: string) => (await call<A>('GET', path)).data

/** One line of a run's report; which fields it has follows from `list`. */
export interface ReportItem {
  list: 'question' | 'problem' | 'conflict' | 'step'
  id: string
  kind?: string
  name?: string
  what?: string
  code?: string
  text?: string
  detail?: string
  field?: string
  ours?: unknown
  theirs?: unknown
  winner?: string
  toward?: string
  verb?: string
  changes?: Record<string, [unknown, unknown]>
}
export type SyncReport = Omit<T.SyncRunDetail, 'items'> & { items: ReportItem[] }

export const sync = {
  state: () => get<T.SyncState>('/admin/sync'),
  /** What is so already stays, so it is repeated when no answer came. */
  switch: async (enabled: boolean) => (await call<T.SyncState>('PUT', '/admin/sync', { body: { enabled }, repeatable: true })).data,
  begin: async (mode: 'dry' | 'full') => (await call<{ id: string }>('POST', '/admin/sync/runs', { body: { mode }, repeatable: true })).data,
  run: (id: string) => get<SyncReport>(`/admin/sync/runs/${encodeURIComponent(id)}`),
  questions: () => get<{ items: T.SyncQuestion[] }>('/admin/sync/questions'),
  answer: async (kind: string, ids: string[] | null, said: 'approved' | 'refused') =>
    (await call<{ answered: number; left: number }>('POST', '/admin/sync/answers', { body: { kind, ids, said }, repeatable: true })).data,
  problems: () => get<{ items: T.SyncProblem[] }>('/admin/sync/problems'),
}
