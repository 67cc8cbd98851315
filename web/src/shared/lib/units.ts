/** Amounts of the libraries' accounts in words. */
import { t } from '../i18n'

const DAY_MINUTES = 480
const HOUR_MINUTES = 60

/** Leave is counted in minutes; people count it in days, and in hours below a day. */
export function balanceText(amount: number, unit: string): string {
  if (unit === 'minutes' || unit === 'minute' || unit === 'min' || unit === '分钟') return minutesText(amount)
  if (unit === 'days' || unit === 'day') return t('unit.days', { n: amount })
  return `${amount} ${unit}`
}

export function minutesText(minutes: number): string {
  const days = minutes / DAY_MINUTES
  if (Math.abs(minutes) >= DAY_MINUTES / 2 && Number.isInteger(days * 2)) return t('unit.days', { n: days })
  if (Math.abs(minutes) < HOUR_MINUTES) return t('unit.minutes', { n: minutes })
  const whole = Math.trunc(days)
  const hours = Math.round(((minutes - whole * DAY_MINUTES) / HOUR_MINUTES) * 10) / 10
  if (whole === 0) return t('unit.hours', { n: hours })
  return `${t('unit.days', { n: whole })} ${t('unit.hours', { n: Math.abs(hours) })}`
}
