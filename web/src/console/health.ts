/** The operations figures, flattened to one number, instant or word each. */

export interface Figure {
  key: string
  text: string
  kind: 'count' | 'instant' | 'word'
  alarming: boolean
}

/** Above these a person should look; orphans, failures and dead letters alarm from one on. */
const MOST: Record<string, number> = { oldest_pending_seconds: 120, 'repair.age_seconds': 900 }
const ALARMING_WORDS = ['orphan', 'fail', 'dead']
const ALARMING_RESULTS = ['failed', 'never']

export function readHealth(health: Record<string, unknown>, under = ''): Figure[] {
  return Object.entries(health).flatMap(([key, value]) => {
    const name = under ? `${under}.${key}` : key
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return readHealth(value as Record<string, unknown>, name)
    }
    const shown = Array.isArray(value) ? value.length : value
    return [{ key: name, text: shown === null ? '–' : String(shown), kind: kindOf(name, shown), alarming: isAlarming(name, shown) }]
  })
}

function kindOf(name: string, value: unknown): Figure['kind'] {
  if (name === 'repair.at' && value !== null) return 'instant'
  return name === 'repair.result' ? 'word' : 'count'
}

/** A dead-letter queue that does not answer alarms too: nobody knows what waits there. */
function isAlarming(name: string, value: unknown): boolean {
  if (name === 'repair.result') return ALARMING_RESULTS.includes(String(value))
  if (typeof value !== 'number') return value === null && name.startsWith('dead_letters.')
  const most = MOST[name]
  if (most !== undefined) return value > most
  return ALARMING_WORDS.some((word) => name.includes(word)) && value > 0
}
