/** What a list shows, as its address says it: going back from a record leads to the same list. Pure. */
import type { LocationQuery } from 'vue-router'
import type { ListAsk } from '../api/libraries'
import type { LibraryView } from '../api/types'

export interface ListState {
  view: string
  words: string
  sort: string
  /** A condition as JSON. */
  filter: string
  bin: boolean
}

/** Without a view all records are listed. */
export const ALL = 'all-records'

const text = (value: LocationQuery[string] | undefined) => (typeof value === 'string' ? value : '')

/** A view that is gone, or not for the person, gives way to the first there is. */
export function readState(query: LocationQuery, library: LibraryView): ListState {
  const asked = text(query.view)
  const known = asked === ALL || library.views.some((one) => one.key === asked)
  return {
    view: known ? asked : firstView(library),
    words: text(query.words),
    sort: text(query.sort),
    filter: text(query.filter),
    bin: text(query.bin) === '1' && library.may.delete,
  }
}

export function writeState(state: ListState, library: LibraryView): Record<string, string> {
  const view = state.view === firstView(library) ? '' : state.view
  const said = { view, words: state.words, sort: state.sort, filter: state.filter, bin: state.bin ? '1' : '' }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''))
}

/** The question put to the server. The bin is one list, in the order of the keys. */
export function asked({ view, words, sort, filter, bin }: ListState): ListAsk {
  if (bin) return { deleted: true, words, filter }
  return { view: view === ALL ? '' : view, words, filter, sort: words ? '' : sort }
}

function firstView(library: LibraryView): string {
  return library.views.find((one) => !one.child)?.key ?? ALL
}

/** What a list is shown by: the columns of its view, else of the first one, else the first fields there are. */
const COLUMNS = 6
export function columnsOf(library: LibraryView, view: string): string[] {
  const found = library.views.find((one) => one.key === view) ?? library.views.find((one) => !one.child)
  if (found) return found.columns
  const plain = library.fields.filter((field) => field.type !== 'table' && field.type !== 'longtext' && field.type !== 'file')
  return plain.slice(0, COLUMNS).map((field) => field.key)
}
