/** Who is signed in. Asked once per page load; the answer also carries the CSRF token. */
import { ref } from 'vue'
import { createClient, type Client } from './client'
import { SignedOutError } from './errors'
import { locale } from '../i18n'
import type { Me } from './types'

const LAST_SIGN_IN = 'xt.signing-in-at'
/** Coming back from the sign-in without a session this fast means that it cannot work: do not go round in circles. */
const LOOP_MS = 8000

export const me = ref<Me | null>(null)
/** The sign-in came back without a session (cookies refused, for instance). */
export const signInFailed = ref(false)
let asking: Promise<Me> | null = null

export const call: Client = createClient({
  base: new URL('api', document.baseURI).pathname,
  fetch: (...args) => fetch(...args),
  language: () => locale.value,
  csrfToken: async (stale) => {
    const known = await whoAmI()
    return known.csrf_token === stale ? (await refreshMe()).csrf_token : known.csrf_token
  },
  onSignedOut: goToSignIn,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  timeoutMs: 20_000,
})

export function whoAmI(): Promise<Me> {
  if (!asking) {
    asking = refreshMe().catch((error: unknown) => {
      asking = null
      throw error
    })
  }
  return asking
}

/** Reads the counts again, for instance after a decision. */
export async function refreshMe(): Promise<Me> {
  const { data } = await call<Me>('GET', '/me')
  me.value = data
  asking = Promise.resolve(data)
  sessionStorage.removeItem(LAST_SIGN_IN)
  return data
}

export function goToSignIn(): void {
  const now = Date.now()
  if (now - Number(sessionStorage.getItem(LAST_SIGN_IN) ?? 0) < LOOP_MS) {
    signInFailed.value = true
    return
  }
  sessionStorage.setItem(LAST_SIGN_IN, String(now))
  location.assign(signInAddress(location))
}

export function signInAddress(where: Pick<Location, 'pathname' | 'search' | 'hash'>): string {
  return `/api/login?next=${encodeURIComponent(where.pathname + where.search + where.hash)}`
}

export async function signOut(): Promise<void> {
  try {
    await call('POST', '/logout')
  } catch (error) {
    if (!(error instanceof SignedOutError)) throw error
  }
  me.value = null
  asking = null
}
