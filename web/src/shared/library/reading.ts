/** Pages of a list. The server reads a bounded number of records for a page, so one may be short or empty and not the last. */
import { ref, shallowRef } from 'vue'
import { libraries, type ListAsk } from '../api/libraries'
import type { RecordLine, RecordPage } from '../api/types'
import { usePages } from '../ui/usePages'
import { joinNames, NO_NAMES } from './values'

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

/** A list of records that grows, with the names of everything in it. */
export function useRecords(ask: () => { library: string; asked: ListAsk; limit?: number }) {
  const names = shallowRef(NO_NAMES)
  const searched = ref(0)
  const pages = usePages<RecordLine>(async (cursor) => {
    const { library, asked, limit } = ask()
    const page = await readOn((at) => libraries.records(library, asked, at, limit), cursor)
    names.value = joinNames(names.value, page.names)
    searched.value = (cursor === null ? 0 : searched.value) + page.searched
    return page
  })
  return { ...pages, names, searched }
}
