// A small institute and one flow, enough to draw every page.
export const people = [
  ['liming', '李明', '工程师', 11, '热工计量所'],
  ['chenjing', '陈静', '工程师', 11, '热工计量所'],
  ['wangfang', '王芳', '所长', 11, '热工计量所'],
  ['zhaogang', '赵刚', '副院长', 1, '院领导'],
  ['sunwei', '孙伟', '院长', 1, '院领导'],
  ['zhoumin', '周敏', '考勤管理员', 3, '人力资源部'],
  ['linhao', '林浩', '系统管理员', 5, '信息中心'],
].map(([userid, name, title, department, department_name]) => ({
  userid, name, title, department, department_name, active: true,
}))

export const departments = [
  { id: 1, name: '院领导', parent_id: null },
  { id: 3, name: '人力资源部', parent_id: 1 },
  { id: 5, name: '信息中心', parent_id: 1 },
  { id: 11, name: '热工计量所', parent_id: 1 },
]

const options = (pairs) => Object.entries(pairs).map(([value, label]) => ({ value, label }))
const field = (key, label, type, more = {}) => ({
  key, label, type, required: true, computed: false, hidden: false, ...more,
})

export const kinds = { annual: '年休假', personal: '事假', sick: '病假', comp: '调休', marriage: '婚假', bereavement: '丧假' }

export const leaveFields = [
  field('kind', '假别', 'enum', { options: options(kinds) }),
  field('unit', '单位', 'enum', { options: options({ day: '天', half_day: '半天', hour: '小时' }) }),
  field('start_at', '开始时间', 'datetime'),
  field('end_at', '结束时间', 'datetime'),
  field('half', '上/下午', 'enum', { required: false, hidden: true, options: options({ am: '上午', pm: '下午' }) }),
  field('days', '请假天数', 'number', { required: false, computed: true, unit: '天' }),
  field('reason', '事由', 'longtext', { max_length: 500 }),
  field('out_of_town', '是否离京', 'boolean', { default: false }),
  field('agent', '工作代理人', 'user', { help: '请假期间代为处理工作的同事' }),
  field('evidence', '证明材料', 'file', { required: false, multiple: true }),
]

/** One field of every type, to look at them all: the flow `all-fields`. */
export const allFields = [
  field('text', '单行文字', 'text', { max_length: 40 }),
  field('longtext', '多行文字', 'longtext', { max_length: 200, required: false }),
  field('number', '数量', 'number', { min: 1, unit: '件' }),
  field('money', '金额', 'money'),
  field('date', '日期', 'date'),
  field('datetime', '时间', 'datetime'),
  field('daterange', '起止日期', 'daterange'),
  field('enum', '单选', 'enum', { options: options(kinds) }),
  field('multi_enum', '多选', 'multi_enum', { options: options({ a: '检定', b: '校准', c: '检测' }) }),
  field('user', '人员', 'user'),
  field('users', '多个人员', 'users', { required: false }),
  field('department', '部门', 'department'),
  field('file', '附件', 'file', { required: false }),
  field('library_ref', '关联记录', 'library_ref', { required: false }),
  field('boolean', '是否加急', 'boolean', { default: false }),
  field('table', '明细', 'table', {
    columns: [field('name', '名称', 'text'), field('price', '单价', 'money'), field('urgent', '加急', 'boolean')],
  }),
]

export const flows = {
  'leave-request': {
    key: 'leave-request', version: 3, name: '请假申请', section: 'attendance', section_name: '考勤管理',
    description: '各类假别申请：额度预占、逐级审批、写入假期流水', form: { fields: leaveFields },
  },
  'all-fields': {
    key: 'all-fields', version: 1, name: '全部字段示例', section: 'example', section_name: '示例',
    description: '每种字段各一个', form: { fields: allFields },
  },
}

export const balances = [
  { account: 'annual', label: '年休假', unit: 'minutes', balance: 4800, held: 480, available: 4320 },
  { account: 'comp', label: '调休', unit: 'minutes', balance: 690, held: 0, available: 690 },
]

const approve = (key, name, who) => ({ key, name, kind: 'approve', when: '', detail: who, arms: [] })
export const leaveNodes = [
  { key: 'agent', name: '代理人确认', kind: 'handle', when: '', detail: 'field: agent', arms: [] },
  approve('head', '部门负责人审批', 'head_of: starter.department'),
  {
    key: 'b1', name: '是否核验材料', kind: 'branch', when: '', detail: '',
    arms: [
      { when: "not (kind in ['annual','personal','comp'])", nodes: [approve('evidence', '考勤管理员核验材料', 'role: attendance-admin')] },
      { when: '', nodes: [] },
    ],
  },
  {
    key: 'b2', name: '天数', kind: 'branch', when: '', detail: '',
    arms: [
      { when: 'days > 7', nodes: [approve('leader', '分管院领导审批', 'division_leader_of: starter.department'), approve('president', '院长审批', 'role: president')] },
      { when: 'days > 3', nodes: [approve('leader2', '分管院领导审批', 'division_leader_of: starter.department')] },
      { when: '', nodes: [] },
    ],
  },
  { key: 'ledger', name: '写入假期流水', kind: 'record', when: 'needs_balance', detail: 'leave-ledger · commit', arms: [] },
]
