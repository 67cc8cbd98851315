/** Titles of records picked before, so that a form shows what an instrument is called and not its number. */
import { reactive } from 'vue'
import { libraries } from '../api/libraries'
import type { Names } from '../api/types'
import { remember as rememberPeople } from '../form/people'

const titles = reactive(new Map<string, string>())
const asked = new Set<string>()
const keyOf = (library: string, record: string) => `${library}/${record}`

export function rememberRecord(library: string, record: string, title: string): void {
  titles.set(keyOf(library, record), title)
}

/** Everything a record names is known to forms as well. */
export function rememberNames(names: Names): void {
  rememberPeople(Object.entries(names.people).map(([userid, name]) => ({ userid, name })))
  for (const [library, records] of Object.entries(names.records)) {
    for (const [record, title] of Object.entries(records)) rememberRecord(library, record, title)
  }
}

export function titleOf(library: string, record: string): string {
  const key = keyOf(library, record)
  if (!titles.has(key) && library && record && !asked.has(key)) {
    asked.add(key)
    libraries.record(library, record).then(
      (found) => rememberRecord(library, record, found.title),
      () => undefined,
    )
  }
  return titles.get(key) ?? record
}
