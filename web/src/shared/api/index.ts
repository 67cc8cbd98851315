/** Every call the pages make, by name. */
import { call } from './session'
import type * as T from './types'

const id = encodeURIComponent
const get = async <A>(path: string, query?: Record<string, string | null | undefined>, signal?: AbortSignal) =>
  (await call<A>('GET', path, { query, signal })).data

/** A request as it was read, with the ETag that says which state was looked at. */
export interface SeenRequest {
  view: T.RequestView
  etag: string
}

export interface RequestFilter extends Record<string, string | null | undefined> {
  view: 'mine' | 'handled' | 'all'
  status?: string
  flow?: string
  cursor?: string | null
}

export const api = {
  tasks: (state: 'open' | 'done', cursor?: string | null) => get<T.Page<T.TaskItem>>('/tasks', { state, cursor }),
  flows: () => get<{ items: T.FlowItem[] }>('/flows'),
  flow: (key: string) => get<T.FlowView>(`/flows/${id(key)}`),
  people: (query: { q?: string; department?: string; cursor?: string | null }) =>
    get<T.Page<T.Person>>('/people', query),
  departments: () => get<{ items: T.Department[] }>('/departments'),
  balances: (library: string) => get<{ items: T.Balance[] }>(`/libraries/${id(library)}/balances`),
  requests: (filter: RequestFilter) => get<T.Page<T.RequestSummary>>('/requests', filter),

  async request(requestId: string): Promise<SeenRequest> {
    const { data, etag } = await call<T.RequestView>('GET', `/requests/${id(requestId)}`)
    return { view: data, etag: etag ?? data.etag }
  },

  preview: async (flow: string, form: T.FormData, signal?: AbortSignal) =>
    (await call<T.Preview>('POST', `/flows/${id(flow)}/preview`, { body: { form }, signal })).data,

  submit: async (flow: string, form: T.FormData, idempotencyKey: string) =>
    (await call<T.RequestView>('POST', '/requests', { body: { flow, form }, idempotencyKey })).data,

  decide: async (task: T.MyTask, body: { action: string; comment: string; form?: T.FormData }) =>
    (await call<T.RequestView>('POST', `/tasks/${id(task.id)}/decision`, { body, ifMatch: task.etag, repeatable: true })).data,

  withdraw: async (requestId: string, comment: string, etag: string) =>
    (await call<T.RequestView>('POST', `/requests/${id(requestId)}/withdraw`, { body: { comment }, ifMatch: etag })).data,

  remind: async (requestId: string) =>
    (await call<T.RequestView>('POST', `/requests/${id(requestId)}/remind`, { body: {} })).data,

  newFile: async (file: { name: string; size_bytes: number; content_type: string }, idempotencyKey: string) =>
    (await call<T.FileCreated>('POST', '/files', { body: file, idempotencyKey })).data,
  fileUrl: async (fileId: string) => (await get<{ url: string }>(`/files/${id(fileId)}`)).url,

  adminFlows: () => get<{ items: T.AdminFlowItem[] }>('/admin/flows'),
  adminFlow: (key: string) => get<T.AdminFlow>(`/admin/flows/${id(key)}`),
  audit: (requestId: string) => get<T.Audit>(`/admin/requests/${id(requestId)}/audit`),
  health: () => get<T.Health>('/admin/health'),
}
