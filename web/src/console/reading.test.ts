import { describe, expect, it } from 'vitest'
import type { ChartNode } from '../shared/api/types'
import { readTree, ruleText } from './flowTree'
import { readHealth } from './health'

const node = (key: string, kind: string, arms: { when: string; nodes: ChartNode[] }[]): ChartNode => ({
  key, kind, name: key, when: '', detail: '', arms, flow: '', opens: [],
})

describe('the tree of a flow', () => {
  it('reads branches with their conditions, the last being what is left', () => {
    const [branch] = readTree([
      node('b', 'branch', [{ when: 'days > 3', nodes: [node('a', 'approve', [])] }, { when: '', nodes: [] }]),
    ])
    expect(branch?.arms.map((arm) => [arm.when, arm.nodes.length])).toEqual([['days > 3', 1], [null, 0]])
  })

  it('puts the rule of approvers into words', () => {
    expect(ruleText('role: hr, head_of: starter.department')).toBe('角色（hr）、部门负责人（申请人所在部门）')
    expect(ruleText('leave-ledger · commit')).toBe('leave-ledger · commit')
  })

  it('is empty when there is nothing to read', () => {
    expect(readTree([])).toEqual([])
  })
})

describe('the operations figures', () => {
  it('are flattened, and alarm on orphans and old effects', () => {
    const figures = readHealth({ running: 3, oldest_pending_seconds: 500, orphans: { tasks: 1, executions: 0 } })
    expect(figures.filter((one) => one.alarming).map((one) => one.key)).toEqual(['oldest_pending_seconds', 'orphans.tasks'])
  })

  const fine = {
    orphan_executions: 0,
    repair: { at: '2026-11-23T01:00:00.000Z', age_seconds: 280, result: 'replaced' },
    dead_letters: { messages: 0, outbox: 0, jobs: 0 },
  }

  it('are well while the repair runs and nothing was given up', () => {
    const figures = readHealth(fine)
    expect(figures.filter((one) => one.alarming)).toEqual([])
    expect(figures.filter((one) => one.kind !== 'count').map((one) => [one.key, one.kind])).toEqual([
      ['repair.at', 'instant'],
      ['repair.result', 'word'],
    ])
  })

  it.each([
    ['orphan_executions', { orphan_executions: 1 }],
    ['dead_letters.jobs', { dead_letters: { messages: 0, outbox: 0, jobs: 2 } }],
    ['dead_letters.outbox', { dead_letters: { messages: 0, outbox: null, jobs: 0 } }],
    ['repair.age_seconds', { repair: { ...fine.repair, age_seconds: 901 } }],
    ['repair.result', { repair: { ...fine.repair, result: 'failed' } }],
    ['repair.result', { repair: { at: null, age_seconds: null, result: 'never' } }],
  ])('alarm on %s', (key, changed) => {
    expect(readHealth({ ...fine, ...changed }).filter((one) => one.alarming).map((one) => one.key)).toEqual([key])
  })
})
