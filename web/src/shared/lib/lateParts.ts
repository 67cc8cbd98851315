/** A page's code comes when it is first opened; without network, or after a new release, it may not. */
import type { Router } from 'vue-router'
import { t } from '../i18n'
import { toast } from '../ui/dialogs'

const RELOADED = 'xt.reloaded-at'
const ONCE_IN_MS = 10_000

export function explainMissingParts(router: Router): void {
  router.onError((_error, to) => {
    const last = Number(sessionStorage.getItem(RELOADED) ?? 0)
    if (navigator.onLine && Date.now() - last > ONCE_IN_MS) {
      // A new release has other file names: the fresh index.html knows them.
      sessionStorage.setItem(RELOADED, String(Date.now()))
      location.hash = to.fullPath
      location.reload()
      return
    }
    toast(t('error.network'))
  })
}
