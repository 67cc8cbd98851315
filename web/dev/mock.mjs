// Answers /api from memory with the shapes of the real API, for making pages without a back end.
// `npm run dev:mock`, then open /#/ ; sign in as anybody on the page that appears.
import { randomUUID } from 'node:crypto'
import { balances, departments, flows, kinds, leaveNodes, people } from './mock-data.mjs'

const requests = new Map()
const answered = new Map() // Idempotency-Key -> answer
let serial = 0
const person = (userid) => people.find((one) => one.userid === userid)
const short = (userid) => ({ userid, name: person(userid)?.name ?? userid })
const now = () => new Date().toISOString().slice(0, 19) + 'Z'

class Refused extends Error {
  constructor(status, code, message, more = {}) {
    super(message)
    this.status = status
    this.body = { code, message, request_id: randomUUID(), ...more }
  }
}

function preview(flow, form, who) {
  if (flow.key !== 'leave-request') return { form, fields: {}, errors: [], path: [], picks: [] }
  const hours = (Date.parse(form.end_at) - Date.parse(form.start_at)) / 3_600_000
  const days = hours > 0 ? Math.max(0.5, Math.round((hours / 24) * 2) / 2) : null
  const fields = Object.fromEntries(flow.form.fields.map((f) => [f.key, { visible: true, required: f.required }]))
  fields.half = { visible: form.unit === 'half_day', required: form.unit === 'half_day' }
  fields.evidence.required = ['marriage', 'bereavement'].includes(form.kind) || (form.kind === 'sick' && days >= 2)
  const errors = flow.form.fields
    .filter((f) => fields[f.key].visible && fields[f.key].required && !f.computed && form[f.key] === undefined)
    .map((f) => ({ field: f.key, code: 'required', message: `请填写${f.label}` }))
  if (hours <= 0) errors.push({ field: 'end_at', code: 'range', message: '结束时间必须晚于开始时间' })
  if (form.agent === who) errors.push({ field: 'agent', code: 'agent', message: '工作代理人不能是本人' })
  const node = (key, name, kind, userid, skip) => ({
    key, name, kind, state: skip ? 'skipped' : 'ahead', people: skip || !userid ? [] : [short(userid)], reason: skip || null,
  })
  const path = [
    node('agent', '代理人确认', 'handle', form.agent),
    node('head', '部门负责人审批', 'approve', 'wangfang'),
    node('evidence', '考勤管理员核验材料', 'approve', 'zhoumin', ['annual', 'personal', 'comp'].includes(form.kind) ? '此假别无需证明' : ''),
    node('leader', '分管院领导审批', 'approve', 'zhaogang', days > 3 ? '' : '3 天以内无需审批'),
  ]
  return { form: { ...form, days }, fields, errors, path, picks: [] }
}

function submit(flow, form, who) {
  const seen = preview(flow, form, who)
  if (seen.errors.length) throw new Refused(422, 'invalid_form', '表单有误，请按提示修改。', { field: seen.errors[0].field, errors: seen.errors })
  serial += 1
  const id = randomUUID().slice(0, 8)
  const request = {
    id, serial: `QJ-202611-${String(serial).padStart(4, '0')}`, title: `${flow.name}-${person(who).name}-${now().slice(0, 10)}`,
    flow, form: seen.form, starter: who, status: 'running', submitted_at: now(), closed_at: null, path: seen.path, timeline: [], revision: 1,
  }
  requests.set(id, request)
  note(request, who, 'submit', '提交申请')
  advance(request)
  return request
}

const openNode = (request) => request.path.find((node) => node.state === 'current' || (node.state === 'returned' && request.status === 'running'))

function advance(request) {
  const next = request.path.find((node) => node.state === 'ahead')
  if (next) return void (next.state = 'current')
  request.status = 'approved'
  request.closed_at = now()
  note(request, null, 'close', '申请已通过，假期流水已登记')
}

function note(request, who, action, text, comment) {
  request.revision += 1
  request.timeline.push({ seq: request.timeline.length + 1, at: now(), actor: who ? short(who) : null, action, text, comment: comment || null })
}

function taskOf(request, who) {
  const node = openNode(request)
  if (!node || request.status !== 'running') return null
  const returned = node.state === 'returned'
  if (!(returned ? request.starter === who : node.people.some((one) => one.userid === who))) return null
  return {
    id: `${request.id}.${node.key}`, node: node.key, node_name: returned ? '修改申请' : node.name, picks: [], etag: `"t${request.revision}"`, opened_at: request.submitted_at,
    due_at: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19) + 'Z', actions: returned ? ['resubmit'] : ['approve', 'reject', 'return'],
  }
}

function decide(taskId, body, who, ifMatch) {
  const request = requests.get(taskId.split('.')[0])
  const node = request?.path.find((one) => one.key === taskId.split('.')[1])
  if (!node) throw new Refused(404, 'not_found', '没有找到这个待办。')
  const task = taskOf(request, who)
  if (!task || task.id !== taskId || task.etag !== ifMatch) throw new Refused(409, 'already_decided', `“${node.name}”已由${node.people[0]?.name}处理。`)
  if (body.action === 'resubmit') {
    Object.assign(request, { form: body.form ?? request.form, path: preview(request.flow, body.form ?? request.form, request.starter).path })
    note(request, who, 'resubmit', '修改后重新提交', body.comment)
    return advance(request), request
  }
  const done = { approve: ['done', '同意'], reject: ['rejected', '拒绝'], return: ['returned', '退回发起人'] }[body.action]
  Object.assign(node, { state: done[0] })
  Object.assign(node.people[0], { state: done[0], at: now(), comment: body.comment || null })
  note(request, who, body.action, `${node.name}：${done[1]}`, body.comment)
  if (body.action === 'approve') advance(request)
  if (body.action === 'reject') Object.assign(request, { status: 'rejected', closed_at: now() })
  return request
}

function view(request, who) {
  const { flow, form } = request
  const task = taskOf(request, who)
  return {
    id: request.id, serial: request.serial, title: request.title, status: request.status, starter: person(request.starter),
    submitted_at: request.submitted_at, closed_at: request.closed_at,
    flow: { key: flow.key, version: flow.version, name: flow.name, section_name: flow.section_name },
    form, fields: flow.form.fields, display: form.agent ? { agent: person(form.agent)?.name ?? form.agent } : {},
    etag: `"r${request.revision}"`, path: request.path, timeline: request.timeline, my_tasks: task ? [task] : [],
    actions: request.status === 'running' && request.starter === who ? ['withdraw', 'remind'] : [], comment_required_for: ['reject', 'return'],
  }
}

const summary = (request) => [
  { label: '假别', value: kinds[request.form.kind] ?? '-' },
  { label: '天数', value: `${request.form.days ?? '-'} 天` },
]
const common = (request) => ({
  serial: request.serial, title: request.title, flow: request.flow.key, flow_name: request.flow.name, section: request.flow.section,
  starter: short(request.starter), summary: summary(request),
})

function tasks(who, state) {
  const all = [...requests.values()].reverse()
  if (state !== 'done') {
    return all.flatMap((request) => {
      const task = taskOf(request, who)
      return task ? [{ ...common(request), ...task, request_id: request.id, overdue: false }] : []
    })
  }
  return all.flatMap((request) =>
    request.path.flatMap((node) => node.people.filter((one) => one.userid === who && one.at).map((one) => ({
      ...common(request), id: `${request.id}.${node.key}`, request_id: request.id, node: node.key, node_name: node.name,
      opened_at: request.submitted_at, overdue: false, decided_at: one.at, action: { done: 'approve', rejected: 'reject', returned: 'return' }[one.state],
    }))))
}

const summaries = (who, query) =>
  [...requests.values()].reverse()
    .filter((request) => query.get('view') === 'all' || request.starter === who)
    .filter((request) => !query.get('status') || request.status === query.get('status'))
    .map((request) => ({
      ...common(request), id: request.id, status: request.status, submitted_at: request.submitted_at, closed_at: request.closed_at,
      current: [openNode(request)].filter(Boolean).map((node) => ({ node_name: node.name, people: node.people.map((one) => one.name) })),
    }))

const page = (items, query, size = 20) => {
  const from = Number(query.get('cursor') ?? 0)
  return { items: items.slice(from, from + size), next_cursor: items.length > from + size ? String(from + size) : null }
}
const need = (found) => {
  if (!found) throw new Refused(404, 'not_found', '没有找到。')
  return found
}
const audit = (request) => ({
  valid: true,
  items: request.timeline.map((item, i) => ({ ...item, node: null, detail: {}, prev_hash: hash(i), hash: hash(i + 1) })),
})
const hash = (n) => n.toString(16).padStart(4, '0').repeat(16)

const routes = [
  ['GET', '/me', ({ who }) => ({
    person: person(who), roles: [], is_admin: who === 'linhao', csrf_token: 'mock',
    counts: { todo: tasks(who, 'open').length, running: summaries(who, new URLSearchParams('status=running')).length },
  })],
  ['GET', '/people', ({ query }) => page(people.filter((one) => (one.name + one.userid).includes(query.get('q') ?? '')), query)],
  ['GET', '/departments', () => ({ items: departments })],
  ['GET', '/flows', () => ({ items: Object.values(flows) })],
  ['GET', '/flows/:key', ({ key }) => need(flows[key])],
  ['POST', '/flows/:key/preview', ({ key, body, who }) => preview(need(flows[key]), body.form, who)],
  ['POST', '/requests', ({ body, who }) => view(submit(need(flows[body.flow]), body.form, who), who)],
  ['GET', '/requests', ({ who, query }) => page(summaries(who, query), query)],
  ['GET', '/requests/:key', ({ key, who }) => view(need(requests.get(key)), who)],
  ['POST', '/requests/:key/withdraw', ({ key, who }) => {
    const request = need(requests.get(key))
    Object.assign(request, { status: 'withdrawn', closed_at: now() })
    note(request, who, 'withdraw', '撤回申请')
    return view(request, who)
  }],
  ['POST', '/requests/:key/remind', ({ key, who }) => {
    const request = need(requests.get(key))
    note(request, who, 'remind', '催办')
    return view(request, who)
  }],
  ['GET', '/tasks', ({ who, query }) => page(tasks(who, query.get('state')), query)],
  ['POST', '/tasks/:key/decision', ({ key, body, who, ifMatch }) => view(decide(key, body, who, ifMatch), who)],
  ['POST', '/files', () => ({ id: randomUUID(), upload: { url: '/api/mock-upload', fields: { key: 'x' } } })],
  ['POST', '/mock-upload', () => ({})],
  ['GET', '/files/:key', () => ({ url: '/favicon.svg' })],
  ['GET', '/libraries/:key/balances', () => ({ items: balances })],
  ['GET', '/admin/flows', () => ({ items: Object.values(flows).map((flow) => ({ ...flow, published_at: '2026-11-20T02:00:00Z', published_by: 'linhao', status: 'published' })) })],
  ['GET', '/admin/flows/:key', ({ key }) => ({
    ...need(flows[key]), source: `key: ${key}\nname: ${flows[key].name}\nsection: ${flows[key].section}\n`, asl: { QueryLanguage: 'JSONata', StartAt: 'agent', States: {} },
    versions: [{ version: flows[key].version, published_at: '2026-11-20T02:00:00Z', published_by: 'linhao', note: '首次发布', hash: hash(7) }],
    nodes: key === 'leave-request' ? leaveNodes : [],
  })],
  ['GET', '/admin/requests/:key/audit', ({ key }) => audit(need(requests.get(key)))],
  ['GET', '/admin/health', () => ({ outbox_pending: 0, oldest_pending_seconds: 0, running: requests.size, waiting: 0, in_transit: 0, overdue: 0 })],
]

function find(method, path) {
  for (const [verb, pattern, run] of routes) {
    const match = new RegExp(`^${pattern.replace(':key', '([^/]+)')}$`).exec(path)
    if (verb === method && match) return { run, key: match[1] && decodeURIComponent(match[1]) }
  }
  throw new Refused(404, 'not_found', '没有这个接口。')
}

async function bodyOf(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return text.startsWith('{') ? JSON.parse(text) : {}
}

function signIn(url, response) {
  const next = url.searchParams.get('next') ?? '/'
  const userid = url.searchParams.get('login_as')
  if (userid) {
    response.writeHead(302, { Location: next, 'Set-Cookie': `mock_user=${userid}; Path=/; HttpOnly; SameSite=Lax` })
    return response.end()
  }
  const link = (one) => `<li><a href="?next=${encodeURIComponent(next)}&login_as=${one.userid}">${one.name} ${one.department_name}</a></li>`
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
  response.end(`<meta name=viewport content="width=device-width"><ul>${people.map(link).join('')}</ul>`)
}

export async function handler(request, response, next) {
  const url = new URL(request.url, 'http://localhost')
  if (!url.pathname.startsWith('/api/')) return next()
  if (url.pathname === '/api/login') return signIn(url, response)
  const who = /mock_user=(\w+)/.exec(request.headers.cookie ?? '')?.[1]
  const send = (status, body, headers = {}) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
    response.end(status === 204 ? '' : JSON.stringify(body))
  }
  if (url.pathname === '/api/logout') return send(204, null, { 'Set-Cookie': 'mock_user=; Path=/; Max-Age=0' })
  if (!who) return send(401, { code: 'not_signed_in', message: '请先登录。', request_id: randomUUID() })
  try {
    const { run, key } = find(request.method, url.pathname.slice(4))
    const once = request.headers['idempotency-key']
    const body = request.method === 'POST' ? await bodyOf(request) : {}
    const data = answered.get(once) ?? run({ key, who, body, query: url.searchParams, ifMatch: request.headers['if-match'] })
    if (once) answered.set(once, data)
    send(once ? 201 : 200, data, { ETag: `"r${requests.get(key)?.revision ?? 0}"` })
  } catch (error) {
    if (error instanceof Refused) return send(error.status, error.body)
    console.error(error)
    send(500, { code: 'internal', message: '系统出错', request_id: randomUUID() })
  }
}
