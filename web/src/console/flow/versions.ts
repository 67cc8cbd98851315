/** Which versions of a flow are compared. */
import type { FlowVersion } from '../../shared/api/types'

/** What is compared first: the version that holds with the one before it; null where there is only one. */
export function firstPair(versions: readonly FlowVersion[], current: number): { from: number; to: number } | null {
  const numbers = versions.map((one) => one.version).sort((a, b) => a - b)
  if (numbers.length < 2) return null
  const before = numbers.filter((one) => one < current)
  const from = before[before.length - 1]
  if (from !== undefined) return { from, to: current }
  return { from: current, to: numbers[1] ?? current }
}
