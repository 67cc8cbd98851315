/** The nodes of a published flow as a tree to draw. The API's shape is read once, here. */
import type { ChartNode } from '../shared/api/types'
import { word } from '../shared/i18n'

export interface TreeNode {
  key: string
  name: string
  kind: string
  /** The condition under which the node is entered at all. */
  when: string | null
  /** Who acts here, in words. */
  people: string
  arms: TreeArm[]
}

export interface TreeArm {
  /** null: what is left when no other arm is taken. */
  when: string | null
  nodes: TreeNode[]
}

/** An empty condition is none: the node is always entered, the arm is what is left. */
export function readTree(nodes: readonly ChartNode[]): TreeNode[] {
  return nodes.map((node) => ({
    key: node.key,
    name: node.name,
    kind: node.kind,
    when: node.when || null,
    people: ruleText(node.detail),
    arms: node.arms.map((arm) => ({ when: arm.when || null, nodes: readTree(arm.nodes) })),
  }))
}

/** `head_of: starter.department` -> 部门负责人（申请人所在部门）; what has no words stays as it is. */
export function ruleText(detail: string): string {
  return detail
    .split(', ')
    .map((part) => {
      const [name = '', value = ''] = part.split(': ')
      const rule = word('rule', name)
      if (rule === name) return part
      return value && value !== 'True' ? `${rule}（${word('subject', value)}）` : rule
    })
    .join('、')
}
