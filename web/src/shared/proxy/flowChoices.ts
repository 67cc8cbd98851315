/** The flows a proxy can be limited to. */
import { api } from '../api'

export interface FlowChoice {
  key: string
  name: string
}

/**
 * For another person every flow in use; for oneself those one may start and those one has decided in: a proxy is
 * about deciding, and nobody but administrators may list every flow.
 */
export async function flowChoices(person: string): Promise<FlowChoice[]> {
  if (person) {
    const { items } = await api.adminFlows()
    return items.filter((one) => one.status === 'live').map(({ key, name }) => ({ key, name }))
  }
  const [startable, open, done] = await Promise.all([api.flows(), api.tasks('open'), api.tasks('done')])
  const found = new Map(startable.items.map(({ key, name }) => [key, name]))
  for (const task of [...open.items, ...done.items]) found.set(task.flow, task.flow_name)
  return Array.from(found, ([key, name]) => ({ key, name }))
}
