/** The directory: looked through by everybody, kept by administrators. */
import { call } from './session'
import type * as T from './types'

const id = encodeURIComponent
const get = async <A>(path: string, query?: Record<string, string | null | undefined>) =>
  (await call<A>('GET', path, { query })).data
const change = async <A>(path: string, version: number, body: unknown) =>
  (await call<A>('PATCH', path, { body, ifMatch: String(version) })).data

export interface PeopleFilter {
  q?: string
  department?: string
  left?: boolean
  cursor?: string | null
}

export const directory = {
  card: (userid: string) => get<T.PersonCard>(`/people/${id(userid)}`),

  people: ({ left, ...filter }: PeopleFilter) =>
    get<T.Page<T.ListedPerson>>('/admin/people', { ...filter, left: left ? 'true' : undefined }),
  person: (userid: string) => get<T.PersonDetail>(`/admin/people/${id(userid)}`),
  history: (userid: string) => get<T.DirectoryChanges>(`/admin/people/${id(userid)}/history`),
  planned: (userid: string) => get<T.PlannedChanges>(`/admin/people/${id(userid)}/planned`),
  then: (userid: string, day: string) => get<{ person: T.PersonDetail | null }>(`/admin/people/${id(userid)}/as-of`, { day }),
  create: async (body: T.NewPerson, idempotencyKey: string) =>
    (await call<{ userid: string }>('POST', '/admin/people', { body, idempotencyKey })).data,
  change: (userid: string, version: number, body: T.ChangedPerson) =>
    change<T.PersonDetail>(`/admin/people/${id(userid)}`, version, body),
  rename: async (userid: string, version: number, to: string) =>
    (await call<T.PersonDetail>('PUT', `/admin/people/${id(userid)}/userid`, { body: { userid: to }, ifMatch: String(version) })).data,
  takeBack: async (planned: string) => {
    await call('DELETE', `/admin/directory/planned/${id(planned)}`)
  },

  departments: () => get<T.DepartmentDetails>('/admin/departments'),
  departmentHistory: (number: number) => get<T.DirectoryChanges>(`/admin/departments/${number}/history`),
  departmentThen: (number: number, day: string) => get<T.DepartmentThen>(`/admin/departments/${number}/as-of`, { day }),
  createDepartment: async (body: T.NewDepartment, idempotencyKey: string) =>
    (await call<{ id: number }>('POST', '/admin/departments', { body, idempotencyKey })).data,
  changeDepartment: (number: number, version: number, body: T.ChangedDepartment) =>
    change<T.DepartmentDetail>(`/admin/departments/${number}`, version, body),

  roles: (day: string) => get<{ items: T.RoleView[] }>('/admin/roles', { day }),
  /** Giving or taking what is so already does nothing, so it is repeated when no answer came. */
  setRole: async (role: string, userid: string, held: boolean) => {
    await call(held ? 'PUT' : 'DELETE', `/admin/roles/${id(role)}/holders/${id(userid)}`, { repeatable: true })
  },
  changes: (cursor: string | null) => get<T.DirectoryChanges & { next_cursor: string | null }>('/admin/directory/changes', { cursor }),
  allPlanned: () => get<T.PlannedChanges>('/admin/directory/planned'),
  rules: () => get<T.FailingRules>('/admin/rules'),
}
