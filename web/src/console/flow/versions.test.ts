import { describe, expect, it } from 'vitest'
import type { FlowVersion } from '../../shared/api/types'
import { firstPair } from './versions'

const versions = (...numbers: number[]): FlowVersion[] =>
  numbers.map((version) => ({ version, published_at: '', published_by: '', approved_by: '', note: '', hash: '', warnings: [] }))

describe('the two versions compared first', () => {
  it('are the one that holds and the one before it', () => {
    expect(firstPair(versions(4, 3, 2, 1), 4)).toEqual({ from: 3, to: 4 })
    expect(firstPair(versions(4, 3, 2, 1), 3)).toEqual({ from: 2, to: 3 })
  })

  it('are the first two after going back to the first', () => {
    expect(firstPair(versions(2, 1), 1)).toEqual({ from: 1, to: 2 })
  })

  it('are none while there is only one', () => {
    expect(firstPair(versions(1), 1)).toBeNull()
  })
})
