import { describe, expect, it } from 'vitest'
import { createClient, type ClientSettings } from './client'
import { ApiError, NetworkError, SignedOutError } from './errors'

type Step = Response | 'lost'
interface Sent {
  url: string
  init: RequestInit
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })

/** A network that answers as told, one step per call. */
function network(...steps: Step[]) {
  const sent: Sent[] = []
  const pauses: number[] = []
  let signedOut = 0
  const settings: ClientSettings = {
    base: '/api',
    fetch: async (url, init) => {
      sent.push({ url: String(url), init: init ?? {} })
      const step = steps.shift()
      if (!step || step === 'lost') throw new TypeError('network')
      return step
    },
    language: () => 'zh-CN',
    csrfToken: async (stale) => (stale ? 'newer' : 'token'),
    onSignedOut: () => (signedOut += 1),
    pause: async (ms) => void pauses.push(ms),
    timeoutMs: 1000,
  }
  const header = (index: number, name: string) => new Headers(sent[index]?.init.headers).get(name)
  return { call: createClient(settings), sent, pauses, header, signedOut: () => signedOut }
}

describe('the API client', () => {
  it('repeats a read until it is answered', async () => {
    const net = network('lost', json(503, {}), json(200, { n: 1 }, { ETag: '"7"' }))
    expect(await net.call('GET', '/me')).toEqual({ data: { n: 1 }, etag: '"7"' })
    expect(net.pauses).toHaveLength(2)
  })

  it('gives up after three tries', async () => {
    const net = network('lost', 'lost', 'lost')
    await expect(net.call('GET', '/me')).rejects.toBeInstanceOf(NetworkError)
    expect(net.sent).toHaveLength(3)
  })

  it('repeats a creation with the same key after a lost answer', async () => {
    const net = network('lost', json(201, { id: 'r1' }))
    await net.call('POST', '/requests', { body: {}, idempotencyKey: 'key-12345' })
    expect([net.header(0, 'Idempotency-Key'), net.header(1, 'Idempotency-Key')]).toEqual(['key-12345', 'key-12345'])
  })

  it('repeats what the server answers the same twice', async () => {
    const net = network('lost', json(200, {}))
    await net.call('POST', '/tasks/t/decision', { body: {}, ifMatch: '"1"', repeatable: true })
    expect(net.header(1, 'If-Match')).toBe('"1"')
  })

  it('never repeats another write by itself', async () => {
    const net = network('lost', json(200, {}))
    await expect(net.call('POST', '/requests/r/withdraw', { body: {}, ifMatch: '"1"' })).rejects.toBeInstanceOf(NetworkError)
    expect(net.sent).toHaveLength(1)
    expect(net.header(0, 'If-Match')).toBe('"1"')
  })

  it('repeats a decision that the server had no time for', async () => {
    const net = network(json(503, { code: 'in_transit' }), json(200, {}))
    await net.call('POST', '/tasks/t/decision', { body: {} })
    expect(net.sent).toHaveLength(2)
  })

  it('does not repeat what was refused', async () => {
    const net = network(json(400, { code: 'form_invalid', message: '请修改', errors: [{ field: 'a', code: 'x', message: 'y' }] }))
    const error = await net.call('POST', '/requests', { body: {}, idempotencyKey: 'key-12345' }).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ApiError)
    expect((error as ApiError).errors).toHaveLength(1)
    expect(net.sent).toHaveLength(1)
  })

  it('sends the CSRF token with writes only', async () => {
    const net = network(json(200, {}), json(200, {}))
    await net.call('GET', '/me')
    await net.call('POST', '/logout')
    expect([net.header(0, 'X-CSRF-Token'), net.header(1, 'X-CSRF-Token')]).toEqual([null, 'token'])
  })

  it('asks for a newer CSRF token once when the old one is refused', async () => {
    const net = network(json(403, { code: 'csrf' }), json(200, {}))
    await net.call('POST', '/tasks/t/decision', { body: {} })
    expect(net.header(1, 'X-CSRF-Token')).toBe('newer')
  })

  it('leads to the sign-in on 401', async () => {
    const net = network(json(401, { code: 'not_signed_in' }))
    await expect(net.call('GET', '/tasks')).rejects.toBeInstanceOf(SignedOutError)
    expect(net.signedOut()).toBe(1)
  })

  it('leaves empty filters out of the address', async () => {
    const net = network(json(200, {}))
    await net.call('GET', '/requests', { query: { view: 'all', status: '', cursor: null } })
    expect(net.sent[0]?.url).toBe('/api/requests?view=all')
  })

  it('treats 409 and 412 as stale', () => {
    expect([409, 412, 400].map((status) => new ApiError(status, {}).isStale)).toEqual([true, true, false])
  })
})
