/** Names of people picked before, so that a restored draft shows a name and not an account. */
import { reactive } from 'vue'
import { api } from '../api'
import type { Person } from '../api/types'

const names = reactive(new Map<string, string>())
const asked = new Set<string>()

export function remember(people: Pick<Person, 'userid' | 'name'>[]): void {
  for (const person of people) names.set(person.userid, person.name)
}

export function nameOf(userid: string): string {
  const known = names.get(userid)
  if (known === undefined && userid && !asked.has(userid)) {
    asked.add(userid)
    api.people({ q: userid }).then(
      (page) => remember(page.items),
      () => asked.delete(userid),
    )
  }
  return known ?? userid
}
