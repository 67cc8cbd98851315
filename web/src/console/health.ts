/** The operations figures, flattened to one number or word each. */

export interface Figure {
  key: string
  text: string
  alarming: boolean
}

/** Above these a person should look; orphans and failures alarm from one on. */
const OLDEST_PENDING_SECONDS_MAX = 120
const ALARMING_WORDS = ['orphan', 'fail', 'dead']

export function readHealth(health: Record<string, unknown>, under = ''): Figure[] {
  return Object.entries(health).flatMap(([key, value]) => {
    const name = under ? `${under}.${key}` : key
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return readHealth(value as Record<string, unknown>, name)
    }
    const shown = Array.isArray(value) ? value.length : value
    return [{ key: name, text: shown === null ? '–' : String(shown), alarming: isAlarming(name, shown) }]
  })
}

function isAlarming(name: string, value: unknown): boolean {
  if (typeof value !== 'number') return false
  if (name === 'oldest_pending_seconds') return value > OLDEST_PENDING_SECONDS_MAX
  return ALARMING_WORDS.some((word) => name.includes(word)) && value > 0
}
