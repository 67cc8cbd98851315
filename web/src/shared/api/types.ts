/** Names for what the API speaks; the shapes themselves are generated from its OpenAPI description. */
import type { components } from './schema'

type Schemas = components['schemas']

export type ErrorBody = Schemas['Error']
export type ErrorItem = Schemas['FieldError']
export type Me = Schemas['Me']
export type Person = Schemas['PersonView']
export type Department = Schemas['DepartmentView']
export type FieldState = Schemas['ShownField']
export type FlowItem = Schemas['FlowSummary']
export type Preview = Schemas['Preview']
export type PathNode = Schemas['PathNode']
export type TaskItem = Schemas['TaskItem']
export type RequestSummary = Schemas['RequestSummary']
export type MyTask = Schemas['MyTask']
export type NodePerson = Schemas['NodePerson']
export type Difference = Schemas['PathDifference']
export type TaskResult = Schemas['TaskResult']
export type TimelineItem = Schemas['TimelineEntry']
export type Balance = Schemas['BalanceView']
export type AdminFlowItem = Schemas['PublishedFlow']
export type AdminFlow = Schemas['PublishedFlowDetail']
export type ChartNode = Schemas['NodeView']
export type Audit = Schemas['AuditChain']
export type FileCreated = Schemas['FileCreated']
export type RecordStart = Schemas['RecordStart']
export type Health = Schemas['Health']
export type FlowAct = Schemas['Act']
export type FlowVersion = Schemas['FlowVersion']
export type FlowVersionDetail = Schemas['FlowVersionDetail']
export type FlowProblem = Schemas['ProblemView']
export type FlowChange = Schemas['DifferenceView']
export type Proposal = Schemas['Proposal']
export type MoveCandidate = Schemas['MoveCandidate']
export type MoveResult = Schemas['MoveResult']
export type Pick = Schemas['PickView']
export type ProxyView = Schemas['ProxyView']
export type ProxyList = Schemas['ProxyList']
export type ProxyBody = Schemas['ProxyBody']
export type PersonCard = Schemas['PersonCard']
export type ListedPerson = Schemas['ListedPerson']
export type PersonDetail = Schemas['PersonDetail']
export type NewPerson = Partial<Schemas['NewPerson']>
export type ChangedPerson = Partial<Schemas['ChangedPerson']>
export type DirectoryChange = Schemas['ChangeView']
export type DirectoryChanges = Schemas['ChangeList']
export type PlannedChange = Schemas['PlannedView']
export type PlannedChanges = Schemas['PlannedList']
export type DirectoryNames = Schemas['Names']
export type DepartmentDetail = Schemas['DepartmentDetail']
export type DepartmentDetails = Schemas['DepartmentDetails']
export type DepartmentThen = Schemas['DepartmentThen']
export type NewDepartment = Partial<Schemas['NewDepartment']>
export type ChangedDepartment = Partial<Schemas['ChangedDepartment']>
export type RoleView = Schemas['RoleView']
export type FailingRules = Schemas['FailingRules']
export type LibrarySummary = Schemas['LibrarySummary']
export type LibraryListView = Schemas['LibraryListView']
export type Names = Schemas['NamesView']
export type RecordLine = Schemas['RecordLine']
export type RecordPage = Schemas['RecordPage']
export type RecordView = Schemas['RecordView']
export type RecordChange = Schemas['RecordChange']
export type RecordChangePage = Schemas['RecordChangePage']
export type Relation = Schemas['RelationView']
export type BulkResults = Schemas['BulkResults']
export type StatisticDimension = Omit<Schemas['DimensionView'], 'field'> & { field: LibraryField }
export type StatisticPart = Omit<Schemas['PartView'], 'dimensions'> & { dimensions: StatisticDimension[] }
export type StatisticPiece = Schemas['PieceView']
export type Statistic = Omit<Schemas['StatisticView'], 'dimensions' | 'distinct' | 'parts'> & {
  dimensions: StatisticDimension[]
  distinct: StatisticDimension | null
  parts: StatisticPart[]
}
export type SavedSearch = Schemas['SavedSearch']
export type LabelSheets = Schemas['LabelSheets']
export type StatisticSummary = Schemas['StatisticSummary']
export type Meeting = Schemas['MeetingView']
export type MeetingBody = Schemas['MeetingBody']
export type WecomNote = Schemas['Note']
export type Living = Schemas['LivingView']
export type LivingPage = Schemas['LivingPage']
export type LivingStatistic = Schemas['LivingStatistic']
export type ReportDay = Schemas['ReportDay']
export type ReportAnswers = Schemas['ReportAnswers']
export type SetupCheck = Schemas['SetupCheck']
export type CheckedItem = Schemas['CheckedItem']
export type PageSigned = Schemas['PageSigned']
export type Transfer = Schemas['TransferView']
export type Import = Schemas['ImportView']
export type ImportBegun = Schemas['ImportBegun']
export type Template = Schemas['TemplateView']
export type MessagePreferences = Schemas['PreferencesView']
export type QuietHours = NonNullable<MessagePreferences['quiet']>
export type Undelivered = Schemas['Undelivered']
export type StatisticGroup = Schemas['GroupView']

/** The kinds of field of the flow language; each has a control in `form/fields`. */
export type FieldType =
  | 'text' | 'longtext' | 'number' | 'money' | 'date' | 'datetime' | 'daterange' | 'enum' | 'multi_enum'
  | 'user' | 'users' | 'department' | 'file' | 'table' | 'library_ref' | 'boolean'
export type Field = Omit<Schemas['FieldView'], 'type' | 'columns'> & {
  type: FieldType
  columns: Field[]
}
export type LibraryField = Omit<Schemas['LibraryFieldView'], 'type' | 'columns'> & { type: FieldType; columns: LibraryField[] }
export type LibraryView = Omit<Schemas['LibraryView'], 'fields'> & { fields: LibraryField[] }
export type FlowView = Omit<Schemas['FlowView'], 'form'> & { form: { fields: Field[] } }
export type RequestView = Omit<Schemas['RequestView'], 'fields'> & { fields: Field[] }

/** Whom somebody chose, by node. */
export type Picked = Record<string, string[]>
/** What a form holds: plain JSON, keyed by field. */
export type FormData = Record<string, unknown>
/** What a file field holds once the file is stored. */
export interface FileValue {
  id: string
  name: string
  size_bytes: number
  content_type: string
}
/** Lists come in pages; a page without a next cursor is the last. */
export interface Page<T> {
  items: T[]
  next_cursor: string | null
}

export type SyncState = Schemas['SyncState']
export type SyncRun = Schemas['SyncRun']
export type SyncRunDetail = Schemas['SyncRunDetail']
export type SyncQuestion = Schemas['SyncQuestion']
export type SyncProblem = Schemas['SyncProblem']
