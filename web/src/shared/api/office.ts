/** WeCom's own applications: meetings, broadcasts, health reports, and whether all is set up. */
import { call } from './session'
import type * as T from './types'

const id = encodeURIComponent
const get = async <A>(path: string, query?: Record<string, string | null | undefined>) =>
  (await call<A>('GET', path, { query })).data

export const office = {
  meetings: (cursor: string | null) => get<T.Page<T.Meeting>>('/meetings', { cursor }),
  meeting: (meeting: string) => get<T.Meeting>(`/meetings/${id(meeting)}`),
  requestMeetings: async (request: string) => (await get<{ items: T.Meeting[] }>(`/requests/${id(request)}/meetings`)).items,
  /** About a request, or about nothing in particular. */
  callMeeting: async (request: string, body: T.MeetingBody, idempotencyKey: string) =>
    (await call<T.Meeting>('POST', request ? `/requests/${id(request)}/meetings` : '/meetings', { body, idempotencyKey })).data,
  changeMeeting: async (meeting: T.Meeting, body: T.MeetingBody) =>
    (await call<T.Meeting>('PUT', `/meetings/${id(meeting.id)}`, { body, ifMatch: meeting.version })).data,
  cancelMeeting: async (meeting: T.Meeting) =>
    (await call<T.Meeting>('DELETE', `/meetings/${id(meeting.id)}`, { repeatable: true })).data,

  livings: (userid: string, cursor: string | null) => get<T.LivingPage>('/livings', { userid, cursor }),
  living: (living: string) => get<T.LivingStatistic>(`/livings/${id(living)}`),

  reportDay: (day: string) => get<T.ReportDay>('/health-reports', { day }),
  report: (report: string, day: string, department: number | null) =>
    get<T.ReportAnswers>(`/health-reports/${id(report)}`, { day, department: department === null ? null : String(department) }),

  setup: () => get<T.SetupCheck>('/admin/wecom/setup'),
}
