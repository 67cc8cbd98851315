/** What pages ask of WeCom: a code, people, a photograph, a place. Each answers null where the person went back. */
import type { Sdk } from './sdk'
import { isCancelled } from './sdk'

export interface Chosen {
  userid: string
  name: string
}
export interface Spot {
  latitude: number
  longitude: number
}

async function unlessCancelled<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (isCancelled(error)) return null
    throw error
  }
}

export async function scanCode(sdk: Sdk): Promise<string | null> {
  const told = await unlessCancelled(sdk.scanQRCode({ needResult: true, scanType: ['qrCode', 'barCode'] }))
  return told && codeIn(String(told.resultStr ?? ''))
}

/** On an iPhone the text comes inside JSON, a bar code with its kind before a comma. */
export function codeIn(text: string): string {
  try {
    const said = JSON.parse(text) as { scan_code?: { scan_result?: string } }
    return said.scan_code?.scan_result ?? text
  } catch {
    return text.replace(/^(CODE_128|EAN_13|EAN_8|CODE_39|CODABAR|ITF),/, '')
  }
}

/** Userids in small letters, as everywhere here. */
export async function choosePeople(sdk: Sdk, chosen: string[], many: boolean): Promise<Chosen[] | null> {
  const told = await unlessCancelled(
    sdk.selectEnterpriseContact({ fromDepartmentId: -1, mode: many ? 'multi' : 'single', type: ['user'], selectedUserIds: chosen }),
  )
  if (!told) return null
  const result = (typeof told.result === 'string' ? JSON.parse(told.result) : told.result) as { userList?: { id: string; name: string }[] }
  return (result.userList ?? []).map((one) => ({ userid: one.id.toLowerCase(), name: one.name }))
}

export async function takePhotos(sdk: Sdk, most: number, now: Date): Promise<File[] | null> {
  const told = await unlessCancelled(
    sdk.chooseImage({ count: most, sizeType: ['compressed'], sourceType: ['camera', 'album'], defaultCameraMode: 'normal' }),
  )
  if (!told) return null
  const files: File[] = []
  for (const [place, localId] of (told.localIds as string[]).entries()) {
    const { localData } = await sdk.getLocalImgData({ localId })
    files.push(imageFile(String(localData), nameOf(now, place)))
  }
  return files
}

function nameOf(now: Date, place: number): string {
  const stamp = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
  return `photo-${stamp}${place ? `-${place + 1}` : ''}.jpg`
}

/** Base64, which on Android comes without saying of what. */
export function imageFile(data: string, name: string): File {
  const [head, body] = data.includes(',') ? (data.split(',', 2) as [string, string]) : ['', data]
  const kind = /image\/(png|jpeg)/.exec(head)?.[0] ?? 'image/jpeg'
  const bytes = Uint8Array.from(atob(body.replace(/\s/g, '')), (sign) => sign.charCodeAt(0))
  return new File([bytes], kind === 'image/png' ? name.replace(/jpg$/, 'png') : name, { type: kind })
}

export async function findPlace(sdk: Sdk): Promise<Spot | null> {
  const told = await unlessCancelled(sdk.getLocation({ type: 'gcj02' }))
  return told && { latitude: Number(told.latitude), longitude: Number(told.longitude) }
}
