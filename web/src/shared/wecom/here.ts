/** The JS-SDK of this page, in this browser. */
import { libraries } from '../api/libraries'
import { isWecom, sdkOf, type Sdk } from './sdk'

declare global {
  interface Window {
    ww?: Sdk
  }
}

export const inWecom = isWecom(navigator.userAgent)

export const wecom = sdkOf({
  userAgent: navigator.userAgent,
  sign: (url) => libraries.signPage(url),
  url: () => location.href,
  found: () => window.ww,
  load: (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script')
      script.src = address
      script.onload = () => resolve()
      script.onerror = () => reject(new Error('script'))
      document.head.append(script)
    }),
})
