/**
 * What a list is narrowed to, between the address, the filter on the screen and the condition language of the
 * definitions. Pure.
 */
import type { FieldType, LibraryField } from '../api/types'

export type Scalar = string | number | boolean
/** What a field must be; several say all of it. */
export interface Test {
  eq?: Scalar
  ne?: Scalar
  in?: Scalar[]
  gt?: Scalar
  gte?: Scalar
  lt?: Scalar
  lte?: Scalar
  within_days?: number
  empty?: boolean
}
export type Condition = { [field: string]: Test | Scalar | Condition[] }

/** Of each field what it must be; what cannot be said field by field is kept whole. */
export interface Narrowing {
  tests: Record<string, Test>
  rest: Condition[]
}

export const nothing = (): Narrowing => ({ tests: {}, rest: [] })

/** A condition as it stands in an address; what is none narrows nothing. */
export function readNarrowing(text: string): Narrowing {
  const found = nothing()
  try {
    take(found, (text ? JSON.parse(text) : {}) as Condition)
  } catch {
    return nothing()
  }
  return found
}

function take(found: Narrowing, condition: Condition): void {
  for (const [field, said] of Object.entries(condition)) {
    if (field === 'all' && Array.isArray(said)) said.forEach((one) => take(found, one))
    else if (Array.isArray(said) || field in found.tests) found.rest.push({ [field]: said })
    else found.tests[field] = typeof said === 'object' ? said : { eq: said }
  }
}

export function writeNarrowing({ tests, rest }: Narrowing): string {
  const fields: Condition = Object.fromEntries(Object.entries(tests).map(([field, test]) => [field, short(test)]))
  const several = [...(Object.keys(fields).length ? [fields] : []), ...rest]
  if (several.length === 0) return ''
  return JSON.stringify(several.length === 1 ? several[0] : { all: several })
}

function short(test: Test): Test | Scalar {
  return test.eq !== undefined && Object.keys(test).length === 1 ? test.eq : test
}

/** The same narrowing with another test of a field, or with none. */
export function withTest({ tests, rest }: Narrowing, field: string, test: Test | null): Narrowing {
  const others = Object.fromEntries(Object.entries(tests).filter(([key]) => key !== field))
  return { tests: test ? { ...others, [field]: test } : others, rest }
}

/** Between two values, either of which may be missing. */
export function between(low: Scalar | undefined, high: Scalar | undefined): Test | null {
  if (low === undefined && high === undefined) return null
  return { ...(low === undefined ? {} : { gte: low }), ...(high === undefined ? {} : { lte: high }) }
}

/** One of several values: one is said plainly, none says nothing. */
export function oneOf(values: Scalar[]): Test | null {
  if (values.length === 0) return null
  return values.length === 1 ? { eq: values[0] } : { in: values }
}

export function chosenIn(test: Test | undefined): Scalar[] {
  return test?.in ?? (test?.eq === undefined ? [] : [test.eq])
}

/** How a field is asked for: by its choices, from and to, or by picking one. A text is looked for by words instead. */
export type Way = 'choices' | 'range' | 'pick'
const WAYS: Partial<Record<FieldType, Way>> = {
  enum: 'choices', multi_enum: 'choices', boolean: 'choices', number: 'range', money: 'range', date: 'range', datetime: 'range',
  user: 'pick', users: 'pick', department: 'pick', library_ref: 'pick',
}
export const wayOf = (field: LibraryField): Way | undefined => WAYS[field.type]
export const askable = (fields: LibraryField[]) => fields.filter((field) => wayOf(field) !== undefined)
