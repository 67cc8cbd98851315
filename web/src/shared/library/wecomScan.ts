/**
 * WeCom's own scanner, by the bridge that its browser brings along. The vendor's script does the same calls; pages
 * load no script of others. The server signs for the page.
 */
import type { PageSigned } from '../api/types'

interface Answer {
  err_msg?: string
  resultStr?: string
}
export interface Bridge {
  invoke: (name: string, said: Record<string, unknown>, told: (answer: Answer) => void) => void
}

const SCAN = 'scanQRCode'

export function bridgeOf(where: { WeixinJSBridge?: Bridge }, userAgent: string): Bridge | null {
  return /wxwork/i.test(userAgent) ? (where.WeixinJSBridge ?? null) : null
}

/** What stands in the code; empty where the person went back. Throws where WeCom does not let the page scan. */
export async function scanInWecom(bridge: Bridge, signed: PageSigned): Promise<string> {
  const proof = {
    appId: signed.corp_id, verifyAppId: signed.corp_id, verifySignType: 'sha1', verifyTimestamp: String(signed.timestamp),
    verifyNonceStr: signed.nonce, verifySignature: signed.config,
  }
  await call(bridge, 'preVerifyJSAPI', { ...proof, verifyJsApiList: [SCAN] })
  const answer = await call(bridge, SCAN, { ...proof, needResult: 1, scanType: ['qrCode', 'barCode'] })
  return read(answer.resultStr ?? '')
}

function call(bridge: Bridge, name: string, said: Record<string, unknown>): Promise<Answer> {
  return new Promise((resolve, reject) =>
    bridge.invoke(name, said, (answer) => {
      const how = answer.err_msg?.split(':')[1] ?? ''
      if (how === 'ok' || how === 'cancel') resolve(how === 'ok' ? answer : {})
      else reject(new Error(answer.err_msg ?? name))
    }),
  )
}

/** On an iPhone the text comes inside JSON. */
function read(text: string): string {
  try {
    const said = JSON.parse(text) as { scan_code?: { scan_result?: string } }
    return said.scan_code?.scan_result ?? text
  } catch {
    return text
  }
}
