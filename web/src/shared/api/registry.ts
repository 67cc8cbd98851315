/** The calls by which administrators look after published flows and the requests that run on them. */
import { call } from './session'
import type * as T from './types'

const of = (flow: string) => `/admin/flows/${encodeURIComponent(flow)}`
const get = async <A>(path: string, query?: Record<string, string | null>) => (await call<A>('GET', path, { query })).data
/** `revision` is the flow's as it was on the screen: what another administrator changed meanwhile is refused. */
const act = async <A>(path: string, body: unknown, revision: number) =>
  (await call<A>('POST', path, { body, ifMatch: String(revision) })).data

export const registry = {
  acts: (flow: string) => get<{ items: T.FlowAct[] }>(`${of(flow)}/acts`),
  version: (flow: string, version: number) => get<T.FlowVersionDetail>(`${of(flow)}/versions/${version}`),
  changes: (flow: string, from: number, to: number) =>
    get<{ items: T.FlowChange[] }>(`${of(flow)}/diff`, { from: String(from), to: String(to) }),
  proposal: (flow: string, number: number) => get<T.Proposal>(`${of(flow)}/proposals/${number}`),

  rollBack: (flow: string, version: number, note: string, revision: number) =>
    act<T.AdminFlowItem>(`${of(flow)}/rollback`, { version, note }, revision),
  disable: (flow: string, note: string, revision: number) => act<T.AdminFlowItem>(`${of(flow)}/disable`, { note }, revision),
  enable: (flow: string, note: string, revision: number) => act<T.AdminFlowItem>(`${of(flow)}/enable`, { note }, revision),
  approve: (flow: string, number: number, note: string, revision: number) =>
    act<unknown>(`${of(flow)}/proposals/${number}/approve`, { note }, revision),
  refuse: (flow: string, number: number, note: string, revision: number) =>
    act<unknown>(`${of(flow)}/proposals/${number}/refuse`, { note }, revision),

  candidates: (flow: string, to: number, cursor: string | null) =>
    get<T.Page<T.MoveCandidate>>(`${of(flow)}/move`, { to: String(to), cursor }),
  /** Moving again what was moved does nothing, so it is repeated when no answer came. */
  move: async (flow: string, to: number, requests: string[]) =>
    (await call<{ items: T.MoveResult[] }>('POST', `${of(flow)}/move`, { body: { to, requests }, repeatable: true })).data.items,
}
