import { createApp } from 'vue'
import '../shared/design/base.css'
import '../shared/design/form.css'
import '../shared/design/vant.css'
import { startLocale } from '../shared/i18n'
import { explainMissingParts } from '../shared/lib/lateParts'
import App from './App.vue'
import { router } from './router'

// The router does not listen before its first page is there: an address opened meanwhile would be lost.
let opened = ''
const listen = () => (opened = location.hash.slice(1))
addEventListener('hashchange', listen)
void router.isReady().then(() => {
  removeEventListener('hashchange', listen)
  if (opened) void router.replace(opened)
})

explainMissingParts(router)
void startLocale().then(() => createApp(App).use(router).mount('#app'))
