/** Texts for people live in the locale files; a component only names them. */
import { ref, shallowRef } from 'vue'
import zhCN from './zh-CN'

export type Locale = 'zh-CN' | 'en'
export type Messages = typeof zhCN
export type MessageKey = keyof Messages

const STORED = 'xt.locale'
export const locales: { key: Locale; name: string }[] = [
  { key: 'zh-CN', name: '简体中文' },
  { key: 'en', name: 'English' },
]

export const locale = ref<Locale>('zh-CN')
const messages = shallowRef<Messages>(zhCN)

export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return messages.value[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** For words that the server sends as codes: falls back to the code itself. */
export function word(prefix: string, code: string): string {
  const key = `${prefix}.${code}`
  return key in messages.value ? t(key as MessageKey) : code
}

export async function setLocale(next: Locale): Promise<void> {
  messages.value = next === 'en' ? (await import('./en')).default : zhCN
  locale.value = next
  document.documentElement.lang = next
  localStorage.setItem(STORED, next)
}

/** The stored choice; Chinese for everybody who never chose. */
export async function startLocale(): Promise<void> {
  const stored = localStorage.getItem(STORED)
  if (stored === 'en') await setLocale('en').catch(() => undefined)
}
