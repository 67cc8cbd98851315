/** Imports and exports as they go on. Pure but for what it is given. */
import type { Import, Transfer } from '../../shared/api/types'

const LOOK_EVERY_MS = 1500

export const isOver = (transfer: Pick<Transfer, 'status'>) => transfer.status === 'done' || transfer.status === 'failed'

/** In percent of the step; null while nobody knows how much there is. */
export function percent({ done, total }: Pick<Transfer, 'done' | 'total'>): number | null {
  return total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : null
}

/** Reads until it is over or nobody looks any more, and tells each state. */
export async function watch<T extends Transfer>(
  read: () => Promise<T>,
  told: (state: T) => void,
  goesOn: () => boolean,
  pause: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<void> {
  while (goesOn()) {
    const state = await read()
    if (!goesOn()) return
    told(state)
    if (isOver(state)) return
    await pause(LOOK_EVERY_MS)
  }
}

/** Which field each column fills: as the server matched them, then as the person says. */
export function mappingOf(columns: Import['columns']): Record<string, string | null> {
  return Object.fromEntries(columns.map((column) => [column.letter, column.field || null]))
}

export function goodRows({ counts }: Pick<Import, 'counts'>): number {
  return counts.created + counts.updated
}

/** A workbook that came as base64. */
export function fileOf(content: string, type: string): Blob {
  return new Blob([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], { type })
}
