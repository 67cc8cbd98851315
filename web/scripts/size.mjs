// How much a phone fetches before it shows the to-do list: index.html and everything it loads at once.
// `npm run size` after `npm run build`; fails above the limit.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMIT_KB = 110
const dist = new URL('../dist/', import.meta.url)
const read = (path) => readFileSync(new URL(path, dist))

const html = read('index.html').toString()
const wanted = new Set(
  [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1]),
)
// The set grows while it is walked: a script brings the scripts that it imports.
for (const path of wanted) {
  if (!path.endsWith('.js')) continue
  const code = read(path).toString()
  for (const match of code.matchAll(/(?:import|from)\s*"\.\/([^"]+\.js)"/g)) wanted.add(`assets/${match[1]}`)
}

const sizes = ['index.html', ...wanted].map((path) => [path, gzipSync(read(path), { level: 9 }).length])
const totalKb = sizes.reduce((sum, [, bytes]) => sum + bytes, 0) / 1024
for (const [path, bytes] of sizes) console.log(`${(bytes / 1024).toFixed(1).padStart(7)} KB  ${path}`)
console.log(`${totalKb.toFixed(1).padStart(7)} KB  first load of the to-do list, gzip (limit ${LIMIT_KB} KB)`)
if (totalKb > LIMIT_KB) {
  console.error(`Over the limit by ${(totalKb - LIMIT_KB).toFixed(1)} KB: load what the list does not need later.`)
  process.exitCode = 1
}
