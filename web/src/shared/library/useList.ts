/** A list of a library: what is asked for stands in the address, what came on the page. */
import { computed, onMounted, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { libraries } from '../api/libraries'
import type { LibraryField, LibraryView, Names } from '../api/types'
import { useLoad } from '../ui/useLoad'
import { nameOf } from '../form/people'
import { phrases } from './conditionText'
import { chosenIn, readNarrowing, withTest, writeNarrowing, type Narrowing, type Test } from './conditions'
import { ALL, asked, columnsOf, readState, writeState, type ListState } from './listState'
import { useRecords } from './reading'

export function useList(key: string) {
  const route = useRoute()
  const router = useRouter()
  const { data: library, error: libraryError, load } = useLoad(() => libraries.library(key))
  const state = computed<ListState | null>(() => (library.value ? readState(route.query, library.value) : null))
  const records = useRecords(() => ({ library: key, asked: !state.value ? {} : isLedger.value ? { filter: state.value.filter } : asked(state.value) }))
  const isLedger = computed(() => library.value?.kind === 'ledger')
  const view = computed(() => (state.value?.bin ? undefined : library.value?.views.find((one) => one.key === state.value?.view)))
  const fields = computed<LibraryField[]>(() => (library.value ? fieldsOf(library.value, view.value?.child) : []))
  const columns = computed(() => (library.value && state.value ? columnsOf(library.value, state.value.bin ? '' : state.value.view) : []))
  const narrowing = computed(() => readNarrowing(state.value?.filter ?? ''))
  const chips = computed(() => phrases(narrowing.value, fields.value, { ...records.names.value, people: peopleOf(narrowing.value, fields.value, records.names.value) }))
  const words = ref('')

  function change(part: Partial<ListState>): void {
    if (library.value && state.value) void router.replace({ query: writeState({ ...state.value, ...part }, library.value) })
  }

  /** Conditions are about the fields of a list: another table, other conditions. */
  function show(next: string): void {
    const other = library.value?.views.find((one) => one.key === next)
    change({ view: next, sort: '', bin: false, filter: other?.child === view.value?.child ? state.value?.filter : '' })
  }
  /** Nothing in this view does not mean nothing at all. */
  const elsewhere = computed(() => {
    const now = state.value
    return !!now && !now.bin && now.view !== ALL && !!(now.words || now.filter) && !view.value?.child
  })
  const narrow = (next: Narrowing) => change({ filter: writeNarrowing(next) })

  /** In the place of the words. */
  const choose = (field: string, test: Test) => change({ words: '', filter: writeNarrowing(withTest(narrowing.value, field, test)) })

  function without(field: string, place: number): void {
    const { tests, rest } = narrowing.value
    narrow(field ? withTest(narrowing.value, field, null) : { tests, rest: rest.filter((_, at) => at !== place) })
  }

  watch(
    () => JSON.stringify(state.value),
    (now, before) => {
      if (!state.value || now === before) return
      words.value = state.value.words
      void records.restart()
    },
  )
  onMounted(load)

  return {
    library, libraryError, load, state, records, isLedger, view, fields, columns, narrowing, chips, words,
    change, show, narrow, choose, without, elsewhere, showAll: () => show(ALL), search: () => change({ words: words.value.trim() }),
  }
}

/** Names of people, those a condition asks for too: perhaps no record on the page names them. */
function peopleOf({ tests }: Narrowing, fields: LibraryField[], names: Names): Record<string, string> {
  const asked = fields.filter((field) => field.type === 'user' || field.type === 'users').flatMap((field) => chosenIn(tests[field.key]).map(String))
  return { ...Object.fromEntries(asked.map((userid) => [userid, nameOf(userid)])), ...names.people }
}

function fieldsOf(library: LibraryView, child: string | null | undefined): LibraryField[] {
  return child ? (library.fields.find((field) => field.key === child)?.columns ?? []) : library.fields
}
