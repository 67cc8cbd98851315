/** The nodes of a published flow as a tree to draw. The API's shape is read once, here. */

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
    people: peopleText(raw.approvers ?? raw.people ?? raw.cc),
    arms: list(raw.branches ?? raw.arms ?? raw.branch).map(readArm),
  }
}

function readArm(raw: Raw): TreeArm {
  return { when: text(raw.when) || null, nodes: readTree(raw.nodes ?? raw.otherwise) }
}

/** `{head_of: 'starter.department'}` -> `head_of starter.department`; words that came as text stay. */
export function peopleText(rule: unknown): string {
  if (typeof rule === 'string') return rule
  if (Array.isArray(rule)) return rule.map(peopleText).filter(Boolean).join('、')
  if (typeof rule !== 'object' || rule === null) return ''
  return Object.entries(rule as Raw)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([word, value]) => (word === 'any_of' ? peopleText(value) : `${word} ${peopleText(value)}`.trim()))
    .join('、')
}
