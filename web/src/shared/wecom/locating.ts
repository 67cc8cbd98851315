/** Where the device is, in GCJ-02: asked of WeCom inside it, of the browser elsewhere. */
import { findPlace, type Spot } from './asking'
import { inWecom, wecom } from './here'
import { toGcj02 } from './places'

const PATIENCE_MS = 15_000

/** Null where the person went back; throws where neither tells. */
export async function whereAmI(): Promise<Spot | null> {
  if (inWecom) {
    try {
      return await findPlace(await wecom())
    } catch {
      // The browser inside WeCom may still tell.
    }
  }
  return toGcj02(await byBrowser())
}

function byBrowser(): Promise<Spot> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) return reject(new Error('no geolocation'))
    navigator.geolocation.getCurrentPosition((found) => resolve(found.coords), reject, {
      enableHighAccuracy: true,
      timeout: PATIENCE_MS,
    })
  })
}
