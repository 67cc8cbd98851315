/** The device's camera as a reader of codes, where browser and person allow it. */

interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>
}
type DetectorMaker = new (options: { formats: string[] }) => Detector

const FORMATS = ['qr_code', 'code_128']
const LOOK_EVERY_MS = 250

function maker(): DetectorMaker | undefined {
  return (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector
}

export function hasCamera(): boolean {
  return maker() !== undefined && navigator.mediaDevices !== undefined
}

/** Shows the camera in `video` and tells each code it sees once. Ended by what it answers with; throws without leave. */
export async function watchCodes(video: HTMLVideoElement, seen: (text: string) => void): Promise<() => void> {
  const make = maker()
  if (!make) throw new Error('no reader of codes')
  const detector = new make({ formats: FORMATS })
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  video.srcObject = stream
  await video.play()
  let last = ''
  const timer = setInterval(() => {
    detector.detect(video).then(
      ([code]) => {
        if (code && code.rawValue !== last) seen((last = code.rawValue))
      },
      () => undefined,
    )
  }, LOOK_EVERY_MS)
  return () => {
    clearInterval(timer)
    for (const track of stream.getTracks()) track.stop()
  }
}
