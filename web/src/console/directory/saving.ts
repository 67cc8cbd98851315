/** Forms of the directory: what differs from what was seen, and what the server says of a field. */
import { ApiError, SignedOutError } from '../../shared/api/errors'
import { say } from '../../shared/lib/sentences'

/** The fields that were changed, and nothing else. */
export function changed<T extends object>(seen: Partial<T>, now: Partial<T>): Partial<T> {
  const fields = Object.keys(now) as (keyof T)[]
  return Object.fromEntries(
    fields.filter((field) => JSON.stringify(now[field]) !== JSON.stringify(seen[field])).map((field) => [field, now[field]]),
  ) as Partial<T>
}

export interface Wrong {
  field: string
  text: string
}

/** What is wrong, and with which field; nothing where the person was signed out and is told so elsewhere. */
export function wrongOf(failure: unknown): Wrong | null {
  if (failure instanceof SignedOutError) return null
  return { field: (failure instanceof ApiError && failure.field) || '', text: say(failure).text }
}
