/** Every failure becomes a sentence that says what to do. */
import { ApiError, NetworkError } from '../api/errors'
import { t } from '../i18n'

/** Starting, busy or slow: the answer itself says to wait. */
const BUSY_STATUSES = new Set([502, 503, 504])

export interface Said {
  text: string
  /** Shown small, for the administrator to look up. */
  requestId: string | null
}

export function say(error: unknown): Said {
  if (error instanceof NetworkError) return { text: t('error.network'), requestId: null }
  if (!(error instanceof ApiError)) return { text: t('error.unknown'), requestId: null }
  const busy = BUSY_STATUSES.has(error.status) && error.message !== ''
  if (error.status >= 500 && !busy) return { text: t('error.server'), requestId: error.requestId }
  return { text: error.message || fallback(error.status), requestId: null }
}

function fallback(status: number): string {
  if (status === 403) return t('error.forbidden')
  if (status === 404) return t('error.missing')
  return t('error.unknown')
}

/** Two sentences in a row, the first closed if it is not. */
export function joined(first: string, second: string): string {
  const open = !/[。！？.!?]$/.test(first)
  const chinese = /[\u4e00-\u9fff]$/.test(first)
  return `${first}${open ? (chinese ? '。' : '.') : ''}${chinese || first.endsWith('。') ? '' : ' '}${second}`
}
