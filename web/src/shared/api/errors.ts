import type { ErrorBody, ErrorItem } from './types'

/** The API said no. `message` is a sentence for people; `code` is stable. */
export class ApiError extends Error {
  readonly code: string
  readonly field: string | null
  readonly requestId: string | null
  readonly errors: ErrorItem[]

  constructor(
    readonly status: number,
    body: Partial<ErrorBody>,
  ) {
    super(body.message ?? '')
    this.code = body.code ?? `http_${status}`
    this.field = body.field ?? null
    this.requestId = body.request_id ?? null
    this.errors = body.errors ?? []
  }

  /** Somebody else was faster, or what I saw is no longer what is there: read again before deciding. */
  get isStale(): boolean {
    return this.status === 409 || this.status === 412
  }
}

/** No answer came. The call may or may not have been carried out; the same Idempotency-Key makes a retry safe. */
export class NetworkError extends Error {}

/** The session is over and the browser is on its way to the sign-in; nothing to show. */
export class SignedOutError extends Error {}
