/**
 * WeCom's JS-SDK. Inside WeCom its script is loaded from the vendor when somebody first wants something of it; outside
 * nothing is ever loaded, and whoever asks is told at once that it is not there. The server signs for the page.
 * https://developer.work.weixin.qq.com/document/path/98560
 */
import type { PageSigned } from '../api/types'

export const SCRIPT = 'https://wwcdn.weixin.qq.com/node/open/js/wecom-jssdk-2.0.2.js'
const NEEDED = ['scanQRCode', 'selectEnterpriseContact', 'chooseImage', 'getLocalImgData', 'getLocation']
const PATIENCE_MS = 8000

interface Signature {
  timestamp: number
  nonceStr: string
  signature: string
}
interface Registration {
  corpId: string
  agentId: string
  jsApiList: string[]
  getConfigSignature: (url: string) => Promise<Signature>
  getAgentConfigSignature: (url: string) => Promise<Signature>
}
export type Asked = Record<string, unknown>
export interface Sdk {
  register: (registration: Registration) => void
  scanQRCode: (asked: Asked) => Promise<Asked>
  selectEnterpriseContact: (asked: Asked) => Promise<Asked>
  chooseImage: (asked: Asked) => Promise<Asked>
  getLocalImgData: (asked: Asked) => Promise<Asked>
  getLocation: (asked: Asked) => Promise<Asked>
}
/** What the loader needs of its surroundings: a page, and a server that signs for it. */
export interface Place {
  userAgent: string
  sign: (url: string) => Promise<PageSigned>
  url: () => string
  found: () => Sdk | undefined
  load: (address: string) => Promise<void>
}

export class NoWecomError extends Error {}

export const isWecom = (userAgent: string): boolean => /wxwork/i.test(userAgent)

/** One SDK for a page: registered once, asked for as often as wanted; after a failure the next one tries anew. */
export function sdkOf(place: Place): () => Promise<Sdk> {
  let ready: Promise<Sdk> | null = null
  return () => {
    if (!isWecom(place.userAgent)) return Promise.reject(new NoWecomError('outside of WeCom'))
    ready ??= begin(place).catch((error: unknown) => {
      ready = null
      throw error
    })
    return ready
  }
}

async function begin(place: Place): Promise<Sdk> {
  const page = place.url()
  const [first] = await Promise.all([place.sign(page), place.found() ? undefined : inTime(place.load(SCRIPT))])
  const sdk = place.found()
  if (!sdk) throw new NoWecomError('the script brought nothing')
  /** Signed for the first page at once; one that the browser has moved to since is signed for anew. */
  const signed = (url: string) => (bare(url) === bare(page) ? Promise.resolve(first) : place.sign(url))
  sdk.register({
    corpId: first.corp_id,
    agentId: first.agent_id,
    jsApiList: NEEDED,
    getConfigSignature: async (url) => signature(await signed(url), 'config'),
    getAgentConfigSignature: async (url) => signature(await signed(url), 'agent_config'),
  })
  return sdk
}

const bare = (url: string) => url.split('#')[0]

function signature(signed: PageSigned, which: 'config' | 'agent_config'): Signature {
  return { timestamp: signed.timestamp, nonceStr: signed.nonce, signature: signed[which] }
}

function inTime(loading: Promise<void>): Promise<void> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new NoWecomError('the script did not come')), PATIENCE_MS))
  return Promise.race([loading, late])
}

/** Whether WeCom says that the person went back: no failure, and nothing chosen. */
export function isCancelled(error: unknown): boolean {
  const said = error as { errMsg?: unknown; message?: unknown } | null
  return /cancel/i.test(String(said?.errMsg ?? said?.message ?? ''))
}
