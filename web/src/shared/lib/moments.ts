/** Instants in the words of the chosen language. */
import { t } from '../i18n'
import { nearInstant } from './dates'

export function moment(instant: string | null | undefined, now: Date = new Date()): string {
  if (!instant) return ''
  const { near, text } = nearInstant(instant, now)
  return near ? t(`time.${near}`, { time: text }) : text
}
