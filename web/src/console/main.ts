import { createApp } from 'vue'
import '../shared/design/base.css'
createApp({ template: '' }).mount('#app')
