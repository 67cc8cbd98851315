/** The nodes of a published flow as a tree to draw. The API's shape is read once, here. */
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

type Raw = Record<string, unknown>

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): Raw[] => (Array.isArray(value) ? (value as Raw[]) : [])

export function readTree(nodes: unknown): TreeNode[] {
  return list(nodes).map(readNode)
}

function readNode(raw: Raw): TreeNode {
  const kind = text(raw.kind)
  return {
    key: text(raw.key),
    name: text(raw.name),
    kind,
    when: text(raw.when) || null,
    people: ruleText(text(raw.detail)),
    arms: list(raw.arms).map(readArm),
  }
}

function readArm(raw: Raw): TreeArm {
  return { when: text(raw.when) || null, nodes: readTree(raw.nodes) }
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
