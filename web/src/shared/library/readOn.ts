/** Pages of a list. The server reads a bounded number of records for a page, so one may be short or empty and not the last. */
import type { RecordPage } from '../api/types'
import { joinNames } from './values'

const LEAST = 8
/** Pages read in a row before the person is asked whether to go on. */
export const MOST_TURNS = 5

/** Reads on until there is something to show, the end, or enough was read for one question. */
export async function readOn(
  read: (cursor: string | null) => Promise<RecordPage>,
  cursor: string | null,
): Promise<RecordPage> {
  let page = await read(cursor)
  for (let turn = 1; page.items.length < LEAST && page.next_cursor !== null && turn < MOST_TURNS; turn += 1) {
    const next = await read(page.next_cursor)
    page = {
      items: [...page.items, ...next.items],
      names: joinNames(page.names, next.names),
      next_cursor: next.next_cursor,
      searched: page.searched + next.searched,
    }
  }
  return page
}
