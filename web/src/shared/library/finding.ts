/** What a code on a thing, or a typed number, leads to. */
import { libraries } from '../api/libraries'
import { ApiError } from '../api/errors'

export interface Found {
  library: string
  record: string
}

export interface Hit extends Found {
  libraryName: string
  title: string
}

/** The record whose address stands in a code; null for a code of another kind. Only addresses of these pages count. */
export function recordIn(text: string, origin: string): Found | null {
  let address: URL
  try {
    address = new URL(text)
  } catch {
    return null
  }
  const parts = /^#?\/library\/([^/?#]+)\/([^/?#]+)/.exec(address.hash)
  if (address.origin !== origin || !parts) return null
  return { library: decodeURIComponent(parts[1] ?? ''), record: decodeURIComponent(parts[2] ?? '') }
}

/** The records with a number, in whatever library one may see. */
export async function recordsNumbered(number: string): Promise<Hit[]> {
  const all = (await libraries.all()).filter((one) => one.kind === 'records')
  const found = await Promise.all(all.map((one) => hit(one.key, one.name, number)))
  return found.filter((one) => one !== null)
}

async function hit(library: string, libraryName: string, number: string): Promise<Hit | null> {
  try {
    const record = await libraries.record(library, number)
    return { library, libraryName, record: record.id, title: record.title }
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 403)) return null
    throw error
  }
}
