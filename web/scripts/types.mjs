// Writes src/shared/api/schema.d.ts from the API's own description.
import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const candidates = ['../../docs/openapi.json', '../../chalicelib/openapi.json', '../openapi.dev.json']
const source = candidates.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url))
if (!source) throw new Error('No openapi.json found: run `make openapi` in the project root first.')

const banner = '// Generated from the OpenAPI description by `npm run types`. Do not edit.\n\n'
const target = fileURLToPath(new URL('../src/shared/api/schema.d.ts', import.meta.url))
writeFileSync(target, banner + astToString(await openapiTS(source)))
console.log(`types from ${source.pathname.split('/').slice(-2).join('/')}`)
