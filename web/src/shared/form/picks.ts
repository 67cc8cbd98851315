/** Choices of people for nodes to come: what is sent of them, and what is still missing. Pure: no Vue, no network. */
import type { Pick, Picked } from '../api/types'

/** Only what is asked for now, and of it only who may be chosen: a form may have changed since. */
export function picksToSend(asked: readonly Pick[], picked: Picked): Picked {
  const sent: Picked = {}
  for (const pick of asked) {
    const among = pick.among && new Set(pick.among.map((one) => one.userid))
    const people = (picked[pick.node] ?? []).filter((userid) => !among || among.has(userid)).slice(0, pick.most)
    if (people.length > 0) sent[pick.node] = people
  }
  return sent
}

/** The nodes for which somebody has to be chosen and nobody is. */
export function missingPicks(asked: readonly Pick[], picked: Picked): Pick[] {
  const sent = picksToSend(asked, picked)
  return asked.filter((pick) => pick.required && !sent[pick.node])
}
