/** What every control is given. */
import type { Field } from '../api/types'

export interface ControlProps {
  id: string
  test?: string
  field: Field
  name: string
  value: unknown
  required: boolean
  disabled?: boolean
  invalid?: boolean
  describedBy?: string
}
