import { describe, expect, it } from 'vitest'
import { bridgeOf, scanInWecom, type Bridge } from './wecomScan'

const signed = { corp_id: 'ww1', agent_id: '1', nonce: 'n', timestamp: 17, config: 'sig', agent_config: 'other' }

/** A bridge that answers as told, one call after the other. */
function bridge(...answers: Record<string, string>[]) {
  const calls: [string, Record<string, unknown>][] = []
  const made: Bridge = {
    invoke: (name, said, told) => {
      calls.push([name, said])
      told(answers.shift() ?? {})
    },
  }
  return { made, calls }
}

describe('the scanner of WeCom', () => {
  it('is asked after the page was proved ours', async () => {
    const { made, calls } = bridge({ err_msg: 'preVerifyJSAPI:ok' }, { err_msg: 'scanQRCode:ok', resultStr: 'ZC1' })
    expect(await scanInWecom(made, signed)).toBe('ZC1')
    expect(calls.map(([name]) => name)).toEqual(['preVerifyJSAPI', 'scanQRCode'])
    expect(calls[0]?.[1]).toMatchObject({ verifyAppId: 'ww1', verifyTimestamp: '17', verifySignature: 'sig', verifyJsApiList: ['scanQRCode'] })
  })

  it('answers in JSON on an iPhone, and with nothing to who goes back', async () => {
    const phone = bridge({ err_msg: 'preVerifyJSAPI:ok' }, { err_msg: 'scanQRCode:ok', resultStr: '{"scan_code":{"scan_result":"ZC2"}}' })
    expect(await scanInWecom(phone.made, signed)).toBe('ZC2')
    const gone = bridge({ err_msg: 'preVerifyJSAPI:ok' }, { err_msg: 'scanQRCode:cancel' })
    expect(await scanInWecom(gone.made, signed)).toBe('')
  })

  it('is not there where the page is not let', async () => {
    await expect(scanInWecom(bridge({ err_msg: 'preVerifyJSAPI:fail' }).made, signed)).rejects.toThrow('fail')
    const there = bridge().made
    expect(bridgeOf({ WeixinJSBridge: there }, 'Mozilla/5.0 wxwork/4.1')).toBe(there)
    expect([bridgeOf({ WeixinJSBridge: there }, 'Chrome'), bridgeOf({}, 'wxwork')]).toEqual([null, null])
  })
})
