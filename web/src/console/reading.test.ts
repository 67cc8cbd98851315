import { describe, expect, it } from 'vitest'
import { peopleText, readTree } from './flowTree'
import { readHealth } from './health'

describe('the tree of a flow', () => {
  it('reads branches with their conditions, the last being what is left', () => {
    const [branch] = readTree([
      { key: 'b', kind: 'branch', name: '天数', branches: [{ when: 'days > 3', nodes: [{ key: 'a', kind: 'approve', name: '领导' }] }, { nodes: [] }] },
    ])
    expect(branch?.arms.map((arm) => [arm.when, arm.nodes.length])).toEqual([['days > 3', 1], [null, 0]])
  })

  it('puts the rule of approvers into words', () => {
    expect(peopleText({ any_of: [{ role: 'hr' }, { head_of: 'starter.department' }] })).toBe('role hr、head_of starter.department')
  })

  it('is empty when there is nothing to read', () => {
    expect(readTree(undefined)).toEqual([])
  })
})

describe('the operations figures', () => {
  it('are flattened, and alarm on orphans and old effects', () => {
    const figures = readHealth({ running: 3, oldest_pending_seconds: 500, orphans: { tasks: 1, executions: 0 } })
    expect(figures.filter((one) => one.alarming).map((one) => one.key)).toEqual(['oldest_pending_seconds', 'orphans.tasks'])
  })
})
