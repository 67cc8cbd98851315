/** Names for what the API speaks; the shapes themselves are generated from its OpenAPI description. */
import type { components } from './schema'

type Schemas = components['schemas']

export type ErrorBody = Schemas['ErrorBody']
export type ErrorItem = Schemas['ErrorItem']
export type Me = Schemas['Me']
export type Person = Schemas['Person']
export type Department = Schemas['Department']
export type Field = Schemas['Field']
export type FieldState = Schemas['FieldState']
export type FlowItem = Schemas['FlowItem']
export type FlowView = Schemas['FlowView']
export type Preview = Schemas['Preview']
export type PathNode = Schemas['PathNode']
export type PathPerson = Schemas['PathPerson']
export type TaskItem = Schemas['TaskItem']
export type RequestSummary = Schemas['RequestSummary']
export type RequestView = Schemas['RequestView']
export type MyTask = Schemas['MyTask']
export type TimelineItem = Schemas['TimelineItem']
export type Balance = Schemas['Balance']
export type AdminFlowItem = Schemas['AdminFlowItem']
export type AdminFlow = Schemas['AdminFlow']
export type Audit = Schemas['Audit']
export type FileCreated = Schemas['FileCreated']

export type FieldType = Field['type']
export type RequestStatus = RequestView['status']
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
  next_cursor?: string | null
}
