/** What a meeting begins with, and how its times are shown. Pure. */
import type { Field, FormData, Meeting, MeetingBody } from '../api/types'

const MINUTE_MS = 60_000
const HALF_HOUR_MS = 30 * MINUTE_MS
/** Longer than a meeting takes: the times of the form are of something else, a leave or a trip. */
const LONGEST_MS = 4 * 60 * MINUTE_MS
const TITLE_BYTES = 40

/** People somebody may want at the meeting: those of a field of the form. */
export interface Source {
  label: string
  userids: string[]
}
export interface Suggestion {
  title: string
  sources: Source[]
  start_at: string
  end_at: string
}

/** Wall clock texts count as if they were UTC: only their distance matters. */
const asMs = (wall: string) => Date.parse(`${wall}:00Z`)
export const later = (wall: string, minutes: number): string => new Date(asMs(wall) + minutes * MINUTE_MS).toISOString().slice(0, 16)

/** The next full half hour after a moment of the institute's clock. */
export function nextHalfHour(wall: string): string {
  return new Date((Math.floor(asMs(wall) / HALF_HOUR_MS) + 1) * HALF_HOUR_MS).toISOString().slice(0, 16)
}

export function emptySuggestion(now: string): Suggestion {
  const start = nextHalfHour(now)
  return { title: '', sources: [], start_at: start, end_at: later(start, 60) }
}

/** From a request: its title, the people of its fields, and the first two times of its form, if they lie ahead. */
export function suggested(title: string, fields: Field[], form: FormData, now: string): Suggestion {
  const found = emptySuggestion(now)
  const people = fields.filter((field) => field.type === 'user' || field.type === 'users')
  found.title = title
  found.sources = people
    .map((field) => ({ label: field.label, userids: useridsOf(form[field.key]) }))
    .filter((source) => source.userids.length > 0)
  const times = fields.filter((field) => field.type === 'datetime').map((field) => String(form[field.key] ?? '').slice(0, 16))
  const [start, end] = times
  if (start && start > now) {
    found.start_at = start
    found.end_at = end && end > start && asMs(end) - asMs(start) <= LONGEST_MS ? end : later(start, 60)
  }
  return found
}

function useridsOf(value: unknown): string[] {
  const listed = Array.isArray(value) ? value : value ? [value] : []
  return listed.map(String)
}

/** What WeCom shows of a title: 40 bytes, cut between two characters. */
export function shownTitle(title: string): string {
  let bytes = 0
  let shown = ''
  for (const sign of title.trim()) {
    bytes += new TextEncoder().encode(sign).length
    if (bytes > TITLE_BYTES) break
    shown += sign
  }
  return shown
}

export function bodyOf(meeting: Meeting): MeetingBody {
  return {
    title: meeting.title,
    start_at: meeting.start_at,
    end_at: meeting.end_at,
    people: meeting.people.map((one) => one.userid),
    description: meeting.description,
    location: meeting.location,
  }
}

/** `2026-12-01 09:00–10:00`, with the day again where it ends on another. */
export function showSpan(start: string, end: string): string {
  const [day, from] = start.split('T')
  const [last, until] = end.split('T')
  return day === last ? `${day} ${from}–${until}` : `${day} ${from} – ${last} ${until}`
}
