/** Where a form was opened: an action of a library's record, as `?from=<library>/<record>/<action>` says it. */

export interface Origin {
  library: string
  record: string
  action: string
}

/** The address of the form an action starts. A record's key may hold anything, so each part is encoded by itself. */
export function startFrom(flow: string, { library, record, action }: Origin): { path: string; query: { from: string } } {
  const from = [library, record, action].map(encodeURIComponent).join('/')
  return { path: `/start/${flow}`, query: { from } }
}

/** What `from` says; null where it says nothing, or nothing that could be read. */
export function originOf(from: unknown): Origin | null {
  if (typeof from !== 'string') return null
  try {
    const [library, record, action, ...rest] = from.split('/').map(decodeURIComponent)
    return library && record && action && !rest.length ? { library, record, action } : null
  } catch {
    return null
  }
}
