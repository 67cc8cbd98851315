import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from './en'
import zhCN from './zh-CN'

const root = new URL('../..', import.meta.url).pathname
const sources = (readdirSync(root, { recursive: true }) as string[]).filter((path) => path.endsWith('.vue'))
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

describe('the locale files', () => {
  it('fill the same places in every language', () => {
    const differing = Object.keys(zhCN).filter(
      (key) => holes(zhCN[key as keyof typeof zhCN]).join() !== holes(en[key as keyof typeof en]).join(),
    )
    expect(differing).toEqual([])
  })

  it('hold every Chinese text: no component has its own', () => {
    const withText = sources.filter((path) => /[\u4e00-\u9fff]/.test(readFileSync(join(root, path), 'utf8')))
    expect(withText).toEqual([])
  })
})
