/** A list of records as pages use it. */
import { ref, shallowRef } from 'vue'
import { ApiError } from '../api/errors'
import { libraries, type ListAsk } from '../api/libraries'
import type { RecordLine } from '../api/types'
import { usePages } from '../ui/usePages'
import { readOn } from './readOn'
import { joinNames, NO_NAMES } from './values'

/** Half a word is no failure: it is being typed. */
export const isHalfWord = (error: unknown) => error instanceof ApiError && error.code === 'word_too_short'

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
