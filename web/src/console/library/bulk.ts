/** The same change of many records: so many at a time, each told by itself. Pure. */
import type { BulkResults, RecordLine } from '../../shared/api/types'

export type Result = BulkResults['items'][number]
type One = Pick<RecordLine, 'id' | 'version'>
/** As many as one call takes in good time. */
export const MOST = 20

/** Sends part by part; what one part refuses does not stop the next. A failure keeps what was told before it. */
export async function changeAll(
  send: (some: One[]) => Promise<BulkResults>,
  records: readonly One[],
  told: (results: Result[]) => void,
): Promise<void> {
  for (let from = 0; from < records.length; from += MOST) {
    const some = records.slice(from, from + MOST).map(({ id, version }) => ({ id, version }))
    told((await send(some)).items)
  }
}
