/** One place that talks HTTP: CSRF, idempotency, retries, errors, sign-in. */
import { ApiError, NetworkError, SignedOutError } from './errors'
import type { ErrorBody } from './types'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface CallOptions {
  query?: Record<string, string | null | undefined>
  body?: unknown
  /** Makes a creating call happen once, however often it is sent. */
  idempotencyKey?: string
  /** The ETag of what the person was looking at when they decided. */
  ifMatch?: string
  /** The server answers the same when the same thing is said again. */
  repeatable?: boolean
  signal?: AbortSignal
}

export interface Answer<T> {
  data: T
  etag: string | null
}

export interface ClientSettings {
  base: string
  fetch: typeof fetch
  language: () => string
  /** `stale` is the token that the server refused: ask for a newer one. */
  csrfToken: (stale?: string) => Promise<string>
  onSignedOut: () => void
  pause: (ms: number) => Promise<void>
  timeoutMs: number
}

/** Waits before the second and the third try. */
const RETRY_PAUSES_MS = [400, 1200]
/** The server says that it wrote nothing and that a second later it can. */
const UNDONE_CODES = new Set(['busy', 'in_transit'])
const UNSURE_STATUSES = new Set([502, 503, 504])

export type Client = <T>(method: Method, path: string, options?: CallOptions) => Promise<Answer<T>>

/**
 * A call is sent again only when that cannot do harm: reads, creations that carry an Idempotency-Key,
 * calls marked `repeatable`, and what the server says it has not begun.
 * Everything else fails with NetworkError and the page finds out what happened by reading.
 */
export function createClient(settings: ClientSettings): Client {
  return async <T>(method: Method, path: string, options: CallOptions = {}): Promise<Answer<T>> => {
    const repeatable = method === 'GET' || options.idempotencyKey !== undefined || options.repeatable === true
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await withToken<T>(settings, method, path, options)
      } catch (error) {
        const pause = RETRY_PAUSES_MS[attempt]
        if (pause === undefined || !mayRepeat(error, repeatable) || options.signal?.aborted) throw error
        await settings.pause(pause)
      }
    }
  }
}

/** Signed in anew in another tab, this one holds an old CSRF token: a refused call did nothing, so ask once more. */
async function withToken<T>(settings: ClientSettings, method: Method, path: string, options: CallOptions): Promise<Answer<T>> {
  if (method === 'GET') return await once<T>(settings, method, path, options)
  const token = await settings.csrfToken()
  try {
    return await once<T>(settings, method, path, options, token)
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'csrf')) throw error
    return await once<T>(settings, method, path, options, await settings.csrfToken(token))
  }
}

function mayRepeat(error: unknown, repeatable: boolean): boolean {
  if (error instanceof ApiError && UNDONE_CODES.has(error.code)) return true
  if (!repeatable) return false
  return error instanceof NetworkError || (error instanceof ApiError && UNSURE_STATUSES.has(error.status))
}

async function once<T>(
  settings: ClientSettings,
  method: Method,
  path: string,
  options: CallOptions,
  token?: string,
): Promise<Answer<T>> {
  const response = await send(settings, method, path, options, token)
  if (response.status === 401) {
    settings.onSignedOut()
    throw new SignedOutError()
  }
  const data = await readJson(response)
  if (!response.ok) throw new ApiError(response.status, (data ?? {}) as Partial<ErrorBody>)
  return { data: data as T, etag: response.headers.get('ETag') }
}

async function send(
  settings: ClientSettings,
  method: Method,
  path: string,
  options: CallOptions,
  token?: string,
): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': settings.language() }
  if (token) headers['X-CSRF-Token'] = token
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey
  if (options.ifMatch) headers['If-Match'] = options.ifMatch
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  const timer = new AbortController()
  const timeout = setTimeout(() => timer.abort(), settings.timeoutMs)
  const cancel = () => timer.abort()
  options.signal?.addEventListener('abort', cancel)
  try {
    return await settings.fetch(settings.base + path + queryText(options.query), {
      method,
      headers,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: timer.signal,
    })
  } catch {
    throw new NetworkError()
  } finally {
    clearTimeout(timeout)
    options.signal?.removeEventListener('abort', cancel)
  }
}

function queryText(query: CallOptions['query']): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== null && value !== undefined && value !== '')
  const text = new URLSearchParams(pairs as [string, string][]).toString()
  return text ? `?${text}` : ''
}

async function readJson(response: Response): Promise<unknown> {
  if (response.status === 204) return null
  try {
    return await response.json()
  } catch {
    if (response.ok) throw new NetworkError()
    return null
  }
}
