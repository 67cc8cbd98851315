/** What a typed number leads to. */
import { ApiError } from '../api/errors'
import { libraries } from '../api/libraries'
import type { Found } from './codes'

export interface Hit extends Found {
  libraryName: string
  title: string
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
