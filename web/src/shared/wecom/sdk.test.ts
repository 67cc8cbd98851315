import { describe, expect, it, vi } from 'vitest'
import { choosePeople, codeIn, findPlace, imageFile, scanCode, takePhotos } from './asking'
import { spotText, toGcj02 } from './places'
import { NoWecomError, SCRIPT, sdkOf, type Asked, type Place, type Sdk } from './sdk'

const WECOM = 'Mozilla/5.0 wxwork/4.1 MicroMessenger/7.0'
const signed = { corp_id: 'ww1', agent_id: '7', nonce: 'n', timestamp: 17, config: 'c', agent_config: 'a' }

/** An SDK that answers as told, and the calls that came. */
function stand(answers: Record<string, Asked | Error> = {}) {
  const calls: [string, Asked][] = []
  const answer = (name: string) => (asked: Asked) => {
    calls.push([name, asked])
    const told = answers[name] ?? {}
    return told instanceof Error ? Promise.reject(told) : Promise.resolve(told)
  }
  const register = vi.fn<Sdk['register']>()
  const sdk: Sdk = {
    register, scanQRCode: answer('scanQRCode'), selectEnterpriseContact: answer('selectEnterpriseContact'),
    chooseImage: answer('chooseImage'), getLocalImgData: answer('getLocalImgData'), getLocation: answer('getLocation'),
  }
  return { sdk, calls, register }
}

function place(more: Partial<Place> = {}) {
  let sdk: Sdk | undefined
  const made = stand()
  const loaded: string[] = []
  const urls: string[] = []
  const found: Place = {
    userAgent: WECOM,
    sign: (url) => {
      urls.push(url)
      return Promise.resolve(signed)
    },
    url: () => 'https://oa.example.cn/index.html#/scan',
    found: () => sdk,
    load: (address) => {
      loaded.push(address)
      sdk = made.sdk
      return Promise.resolve()
    },
    ...more,
  }
  return { place: found, loaded, urls, register: made.register }
}

describe('the loader', () => {
  it('loads nothing outside of WeCom, and says so at once', async () => {
    const { place: here, loaded, urls } = place({ userAgent: 'Mozilla/5.0 Chrome/130' })
    await expect(sdkOf(here)()).rejects.toBeInstanceOf(NoWecomError)
    expect([loaded, urls]).toEqual([[], []])
  })

  it('loads the script once inside, and registers both signatures of the page', async () => {
    const { place: here, loaded, urls, register } = place()
    const ask = sdkOf(here)
    await Promise.all([ask(), ask()])
    expect(loaded).toEqual([SCRIPT])
    expect(register).toHaveBeenCalledTimes(1)
    const said = register.mock.calls[0]![0]
    expect([said.corpId, said.agentId]).toEqual(['ww1', '7'])
    expect(said.jsApiList).toContain('selectEnterpriseContact')
    expect(await said.getConfigSignature('https://oa.example.cn/index.html')).toEqual({ timestamp: 17, nonceStr: 'n', signature: 'c' })
    expect((await said.getAgentConfigSignature('https://oa.example.cn/index.html#/x')).signature).toBe('a')
    expect(urls).toHaveLength(1)
    await said.getConfigSignature('https://oa.example.cn/console.html')
    expect(urls[1]).toBe('https://oa.example.cn/console.html')
  })

  it('tries anew after a failure', async () => {
    let broken = true
    const made = stand()
    const { place: here } = place({ load: () => (broken ? Promise.reject(new Error('offline')) : Promise.resolve()), found: () => (broken ? undefined : made.sdk) })
    const ask = sdkOf(here)
    await expect(ask()).rejects.toThrow('offline')
    broken = false
    expect(await ask()).toBe(made.sdk)
  })
})

describe('what is asked of WeCom', () => {
  it('scans, on an iPhone too, and bar codes without their kind', async () => {
    expect(await scanCode(stand({ scanQRCode: { resultStr: 'ZC1' } }).sdk)).toBe('ZC1')
    expect(codeIn('{"scan_code":{"scan_result":"ZC2"}}')).toBe('ZC2')
    expect([codeIn('CODE_128,ZC3'), codeIn('42')]).toEqual(['ZC3', '42'])
  })

  it('takes going back for nothing, and a refusal for a failure', async () => {
    const gone = Object.assign(new Error(''), { errMsg: 'scanQRCode:cancel' })
    expect(await scanCode(stand({ scanQRCode: gone }).sdk)).toBeNull()
    await expect(scanCode(stand({ scanQRCode: new Error('no permission') }).sdk)).rejects.toThrow('no permission')
  })

  it('chooses people in small letters, from a text or an object', async () => {
    const result = { userList: [{ id: 'WangFang', name: '王芳' }] }
    for (const told of [result, JSON.stringify(result)]) {
      const { sdk, calls } = stand({ selectEnterpriseContact: { result: told } })
      expect(await choosePeople(sdk, ['liming'], true)).toEqual([{ userid: 'wangfang', name: '王芳' }])
      expect(calls[0]![1]).toMatchObject({ mode: 'multi', type: ['user'], selectedUserIds: ['liming'] })
    }
  })

  it('takes photographs as files, whatever the device says of them', async () => {
    const { sdk } = stand({ chooseImage: { localIds: ['1', '2'] }, getLocalImgData: { localData: btoa('jpeg') } })
    const files = await takePhotos(sdk, 3, new Date('2026-11-30T01:02:03Z'))
    expect(files!.map((one) => [one.name, one.type, one.size])).toEqual([
      ['photo-20261130-010203.jpg', 'image/jpeg', 4],
      ['photo-20261130-010203-2.jpg', 'image/jpeg', 4],
    ])
    expect(imageFile(`data:image/png;base64,${btoa('png')}`, 'photo.jpg')).toMatchObject({ name: 'photo.png', type: 'image/png' })
  })

  it('finds the place in the coordinates of Chinese maps', async () => {
    expect(await findPlace(stand({ getLocation: { latitude: '39.9', longitude: '116.4' } }).sdk)).toEqual({ latitude: 39.9, longitude: 116.4 })
  })
})

describe('coordinates', () => {
  it('are moved inside China, by some hundred metres, and nowhere else', () => {
    // The gate of Tian'anmen in both systems, as published by map services.
    const moved = toGcj02({ latitude: 39.90734, longitude: 116.39089 })
    expect(moved.latitude).toBeCloseTo(39.90874, 3)
    expect(moved.longitude).toBeCloseTo(116.39713, 3)
    expect(toGcj02({ latitude: 48.8584, longitude: 2.2945 })).toEqual({ latitude: 48.8584, longitude: 2.2945 })
    expect(spotText({ latitude: 39.908741, longitude: 116.3971 })).toBe('39.90874,116.39710')
  })
})
