/** Looking for the running requests that could go to another version, and moving them in portions. */
import type { MoveCandidate, MoveResult, Page } from '../../shared/api/types'

/** What one call takes at most. */
export const PORTION = 20

/** A request with what came of moving it; null before. */
export interface MoveRow extends MoveCandidate {
  outcome: MoveResult | null
}

/**
 * The next rows to show. A page of the API may hold none of this flow's requests and still not be the last: it is
 * asked on until there are some.
 */
export async function nextRows(
  read: (cursor: string | null) => Promise<Page<MoveCandidate>>,
  cursor: string | null,
): Promise<Page<MoveRow>> {
  for (let at = cursor; ; ) {
    const page = await read(at)
    if (page.items.length > 0 || !page.next_cursor) {
      return { items: page.items.map((one) => ({ ...one, outcome: null })), next_cursor: page.next_cursor }
    }
    at = page.next_cursor
  }
}

/** Moves portion by portion and tells each portion at once, so that what is done stays known when a later one fails. */
export async function moveAll(
  send: (requests: string[]) => Promise<MoveResult[]>,
  requests: readonly string[],
  told: (results: MoveResult[]) => void,
): Promise<void> {
  for (let from = 0; from < requests.length; from += PORTION) {
    told(await send(requests.slice(from, from + PORTION)))
  }
}

/** The rows with the results that belong to them. */
export function withResults(rows: readonly MoveRow[], results: readonly MoveResult[]): MoveRow[] {
  const known = new Map(results.map((one) => [one.request, one]))
  return rows.map((row) => ({ ...row, outcome: known.get(row.request) ?? row.outcome }))
}

/** What can still be chosen: what may go and has not gone. */
export function choosable(row: MoveRow): boolean {
  return row.can && !row.outcome?.done
}
