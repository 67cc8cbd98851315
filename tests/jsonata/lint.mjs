// Lints state machines with asl-validator. Each line: a definition. Answers a line for each: its problems as texts.
import { createInterface } from 'node:readline'
import validator from 'asl-validator'

for await (const line of createInterface({ input: process.stdin })) {
  const { errors } = (validator.default ?? validator)(JSON.parse(line))
  const problems = errors.map((error) => [error['Error code'], error.Message].filter(Boolean).join(': '))
  process.stdout.write(JSON.stringify(problems) + '\n')
}
