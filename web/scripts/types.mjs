// Writes src/shared/api/schema.d.ts from the API's own description.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const source = new URL('../../chalicelib/openapi.json', import.meta.url)
const target = fileURLToPath(new URL('../src/shared/api/schema.d.ts', import.meta.url))
const banner = '// Generated from chalicelib/openapi.json by `npm run types`. Do not edit.\n\n'

writeFileSync(target, banner + astToString(await openapiTS(source)))
