import { createApp } from 'vue'
import '../shared/design/base.css'
import '../shared/design/form.css'
import '../shared/design/element.css'
import { startLocale } from '../shared/i18n'
import { explainMissingParts } from '../shared/lib/lateParts'
import App from './App.vue'
import { router } from './router'

explainMissingParts(router)
void startLocale().then(() => createApp(App).use(router).mount('#app'))
