import { describe, expect, it } from 'vitest'
import type { Pick } from '../api/types'
import { missingPicks, picksToSend } from './picks'

const pick = (node: string, more: Partial<Pick> = {}): Pick => ({
  node, name: node, most: 1, required: true, among: null, chosen: [], ...more,
})
const who = (userid: string) => ({ userid, name: userid })

describe('people chosen for a node', () => {
  it('are sent where they are asked for, at most as many as may be', () => {
    expect(picksToSend([pick('expert', { most: 2 })], { expert: ['a', 'b', 'c'], other: ['d'] })).toEqual({ expert: ['a', 'b'] })
  })

  it('are those who may be chosen', () => {
    expect(picksToSend([pick('clerk', { among: [who('a')] })], { clerk: ['b'] })).toEqual({})
    expect(picksToSend([pick('clerk', { among: [who('a')] })], { clerk: ['b', 'a'] })).toEqual({ clerk: ['a'] })
  })

  it('are missed where somebody has to be', () => {
    const asked = [pick('expert'), pick('clerk', { required: false }), pick('head', { among: [who('a')] })]
    expect(missingPicks(asked, { head: ['left'] }).map((one) => one.node)).toEqual(['expert', 'head'])
    expect(missingPicks(asked, { expert: ['x'], head: ['a'] })).toEqual([])
  })
})
