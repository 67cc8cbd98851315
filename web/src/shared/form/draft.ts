/**
 * A form is kept on the device until it is submitted, so that neither a lost connection nor an ended
 * session costs anybody their text. With it goes the Idempotency-Key: sent twice, it still is one request.
 */
import type { FormData, Picked } from '../api/types'
import { randomKey } from '../lib/ids'

export interface Draft {
  form: FormData
  picks: Picked
  idempotencyKey: string
  savedAt: string
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>

export class DraftBox {
  private readonly name: string

  /** One box per person and purpose (`start.leave-request`, `resubmit.<task>`). */
  constructor(
    private readonly storage: Storage,
    userid: string,
    purpose: string,
  ) {
    this.name = `xt.draft.${userid}.${purpose}`
  }

  load(): Draft | null {
    try {
      const draft = JSON.parse(this.storage.getItem(this.name) ?? 'null') as Partial<Draft> | null
      if (!draft || typeof draft.form !== 'object' || !draft.form || !draft.idempotencyKey) return null
      return { form: draft.form, picks: draft.picks ?? {}, idempotencyKey: draft.idempotencyKey, savedAt: draft.savedAt ?? '' }
    } catch {
      return null
    }
  }

  /** The key stays the same while the draft lives. Answers false when the device refuses to store. */
  save(form: FormData, picks: Picked, idempotencyKey: string, now: Date): boolean {
    try {
      this.storage.setItem(this.name, JSON.stringify({ form, picks, idempotencyKey, savedAt: now.toISOString() }))
      return true
    } catch {
      return false
    }
  }

  clear(): void {
    this.storage.removeItem(this.name)
  }
}

export const newKey = randomKey
