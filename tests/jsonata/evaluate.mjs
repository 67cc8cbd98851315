// Evaluates expressions with the reference JSONata. First line: the forms. Each further line: {text, bound, calls},
// where `bound` names the variable that holds the form (null: the form is the input) and `calls` gives the answers of
// our own functions by name and arguments. Answers a line for each expression: an outcome for each form.
import { createInterface } from 'node:readline'
import jsonata from 'jsonata'

let forms = null

for await (const line of createInterface({ input: process.stdin })) {
  const given = JSON.parse(line)
  if (forms === null) forms = given
  else process.stdout.write(JSON.stringify(await outcomes(given)) + '\n')
}

// Each evaluation has its own form: grouping an empty list writes into it.
async function outcomes({ text, bound, calls }) {
  const expression = compiled(text)
  if (expression === null) return forms.map(() => ['error'])
  for (const [name, answers] of Object.entries(calls)) expression.registerFunction(name, answering(answers))
  const found = []
  for (const form of forms) found.push(await outcome(expression, structuredClone(form), bound))
  return found
}

function compiled(text) {
  try {
    return jsonata(text)
  } catch {
    return null
  }
}

function answering(answers) {
  return (...given) => {
    const key = JSON.stringify(given.map((one) => one ?? null))
    if (!(key in answers)) throw new Error(`Python did not call it with ${key}`)
    return answers[key] ?? undefined
  }
}

async function outcome(expression, form, bound) {
  try {
    const value = bound === null ? await expression.evaluate(form) : await expression.evaluate(undefined, { [bound]: form })
    return shown(value)
  } catch {
    return ['error']
  }
}

// Python has one word for null and undefined.
function shown(value) {
  if (value === undefined || value === null) return ['undefined']
  if (typeof value === 'function' || value._jsonata_lambda || value._jsonata_function) return ['function']
  if (typeof value === 'number' && !Number.isFinite(value)) return ['number', String(value)]
  return ['value', value]
}
