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

/** What a person decides: `to` and `straight` go with a return, `form` with what the node opens, `picks` with whom one chose. */
export interface Decision {
  action: string
  comment: string
  to?: string
  straight?: boolean
  form?: T.FormData
  picks?: T.Picked
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

  /** The id of the request that a serial number means. */
  numbered: async (serial: string) => (await get<{ id: string }>(`/requests/numbered/${id(serial)}`)).id,

  preview: async (flow: string, form: T.FormData, picks: T.Picked, signal?: AbortSignal) =>
    (await call<T.Preview>('POST', `/flows/${id(flow)}/preview`, { body: { form, picks }, signal })).data,

  submit: async (flow: string, form: T.FormData, picks: T.Picked, idempotencyKey: string) =>
    (await call<T.RequestView>('POST', '/requests', { body: { flow, form, picks }, idempotencyKey })).data,

  decide: async (task: T.MyTask, body: Decision) =>
    (await call<T.RequestView>('POST', `/tasks/${id(task.id)}/decision`, { body, ifMatch: task.etag, repeatable: true })).data,

  withdraw: async (requestId: string, comment: string, etag: string) =>
    (await call<T.RequestView>('POST', `/requests/${id(requestId)}/withdraw`, { body: { comment }, ifMatch: etag })).data,

  remind: async (requestId: string) =>
    (await call<T.RequestView>('POST', `/requests/${id(requestId)}/remind`, { body: {}, repeatable: true })).data,

  /** transfer, delegate, opinion, approvers, approvers/remove, take-back: each is once by nature. */
  desk: async (taskId: string, act: string, body: Record<string, unknown>) =>
    (await call<T.RequestView>('POST', `/tasks/${id(taskId)}/${act}`, { body, repeatable: true })).data,

  approveAll: async (tasks: { id: string; etag: string }[], comment: string) =>
    (await call<{ items: T.TaskResult[] }>('POST', '/tasks/approve-all', { body: { tasks, comment }, repeatable: true })).data.items,

  comment: async (requestId: string, body: { comment: string; mentioned: string[]; files: T.FileValue[] }, idempotencyKey: string) =>
    (await call<T.RequestView>('POST', `/requests/${id(requestId)}/comments`, { body, idempotencyKey })).data,

  copy: async (requestId: string, to: string[], comment: string) =>
    (await call<T.RequestView>('POST', `/requests/${id(requestId)}/copies`, { body: { to, comment }, repeatable: true })).data,

  supervise: async (requestId: string, on: boolean) =>
    (await call<T.RequestView>('POST', `/requests/${id(requestId)}/supervision`, { body: { on }, repeatable: true })).data,

  newFile: async (file: { name: string; size_bytes: number; content_type: string }, idempotencyKey: string) =>
    (await call<T.FileCreated>('POST', '/files', { body: file, idempotencyKey })).data,
  fileUrl: async (fileId: string) => (await get<{ url: string }>(`/files/${id(fileId)}`)).url,

  recordAction: (library: string, record: string, action: string) =>
    get<T.RecordStart>(`/libraries/${id(library)}/records/${id(record)}/actions/${id(action)}`),

  adminFlows: () => get<{ items: T.AdminFlowItem[] }>('/admin/flows'),
  adminFlow: (key: string) => get<T.AdminFlow>(`/admin/flows/${id(key)}`),
  audit: (requestId: string) => get<T.Audit>(`/admin/requests/${id(requestId)}/audit`),
  jump: async (requestId: string, to: string, comment: string, version: string) =>
    (await call<T.RequestView>('POST', `/admin/requests/${id(requestId)}/jump`, { body: { to, comment }, ifMatch: version })).data,
  end: async (requestId: string, comment: string) =>
    (await call<T.RequestView>('POST', `/admin/requests/${id(requestId)}/end`, { body: { comment }, repeatable: true })).data,
  takeOver: async (taskId: string, to: string, comment: string) =>
    (await call<T.RequestView>('POST', `/admin/tasks/${id(taskId)}/take-over`, { body: { to, comment }, repeatable: true })).data,
  reassign: async (leaver: string, to: string, comment: string) =>
    (await call<{ items: T.TaskResult[] }>('POST', `/admin/people/${id(leaver)}/reassign`, { body: { to, comment }, repeatable: true })).data.items,
  health: () => get<T.Health>('/admin/health'),
}
