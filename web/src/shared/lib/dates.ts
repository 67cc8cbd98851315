/** The institute lives in one time zone; instants come as UTC and are shown on its clock. */
export const ZONE = 'Asia/Shanghai'

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

interface Wall {
  date: string
  time: string
}

/** `2026-01-05T01:30:00Z` -> `{date: '2026-01-05', time: '09:30'}` */
export function wallClock(instant: string | Date): Wall {
  const found: Record<string, string> = {}
  for (const part of parts.formatToParts(new Date(instant))) found[part.type] = part.value
  return { date: `${found.year}-${found.month}-${found.day}`, time: `${found.hour}:${found.minute}` }
}

/** Full: `2026-01-05 09:30`. */
export function showInstant(instant: string | null | undefined): string {
  if (!instant) return ''
  const { date, time } = wallClock(instant)
  return `${date} ${time}`
}

export type NearDay = 'today' | 'yesterday' | 'tomorrow'

/** For lists: today's time, a word for the neighbouring days, the day in this year, else the full date. */
export function nearInstant(instant: string, now: Date): { near: NearDay | null; text: string } {
  const { date, time } = wallClock(instant)
  const today = wallClock(now).date
  const distance = daysBetween(today, date)
  if (distance === 0) return { near: 'today', text: time }
  if (distance === -1) return { near: 'yesterday', text: time }
  if (distance === 1) return { near: 'tomorrow', text: time }
  return { near: null, text: `${date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date} ${time}` }
}

/** Whole days from one date to another, both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** Form values are wall clock already: `2026-01-05T09:00` -> `2026-01-05 09:00`. */
export function showWallClock(value: string): string {
  return value.replace('T', ' ').slice(0, 16)
}

/** An instant as form values write it: `2026-01-05T09:30` on the institute's wall clock. */
export function wallTime(instant: Date): string {
  const { date, time } = wallClock(instant)
  return `${date}T${time}`
}
