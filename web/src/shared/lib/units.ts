/** Amounts of the libraries' accounts in words. */
import { t } from '../i18n'

/** How the ledgers' definitions name the minute. */
const MINUTE_UNITS = new Set(['minutes', 'minute', 'min', '分钟'])
const DAY_MINUTES = 480
const HOUR_MINUTES = 60

/** Minutes are what ledgers count; before them stands what people count. */
export function amountText(amount: number, unit: string): string {
  if (MINUTE_UNITS.has(unit) && Math.abs(amount) >= HOUR_MINUTES) {
    return t('unit.minutesAs', { n: amount, text: minutesText(amount) })
  }
  return unit ? `${amount} ${unit}` : String(amount)
}

/** Leave is counted in minutes; people count it in days, and in hours below a day. */
export function balanceText(amount: number, unit: string): string {
  if (MINUTE_UNITS.has(unit)) return minutesText(amount)
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
