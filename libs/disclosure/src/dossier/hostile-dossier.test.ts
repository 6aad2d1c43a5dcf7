import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { aDossier, aPolicyVersion } from './dossier.builder.js'
import { shown, type Dossier } from './dossier.js'
import { markup } from './html.js'
import { renderDossier } from './render-dossier.js'

const hostile =
  '</pre></details><script>alert(1)</script><img src=x onerror="alert(2)"><!--' +
  '\u202egnp.exe\u2066\u200b\u001b[31mred\u0000\'"`&amp;javascript:x</style><style>*{display:none}'

/** The same dossier with hostile words in every text of every part; ids, dates and closed words stay. */
function poisoned(value: unknown, path: readonly string[] = []): unknown {
  const name = path.at(-1) ?? ''
  if (typeof value === 'string') return isClosed(name, path) ? value : `${value}${hostile}`
  if (value instanceof Date || value === null || typeof value !== 'object') return value
  if (value instanceof Map)
    return new Map([...value].map(([key, each]) => [key, poisoned(each, [...path, 'name'])]))
  if (Array.isArray(value)) return value.map((each) => poisoned(each, path))
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, poisoned(each, [...path, key])]),
  )
}

const closed = ['id', 'kind', 'outcome', 'severity', 'in', 'why', 'action', 'arm', 'source']
const isClosed = (name: string, path: readonly string[]): boolean =>
  closed.includes(name) || name.endsWith('Id') || name.endsWith('By') || path.includes('lodgedBy')

/** Control and format characters, among them those that turn the direction; the page's own tabs and lines aside. */
const unseen = /(?![\t\n])[\p{Cc}\p{Cf}]/u

describe('hostile words', () => {
  const version = aPolicyVersion(`# Spam\n- **SP-1** ${hostile}\n`, 1)
  const dossier = aDossier()
  const whole = poisoned({
    ...dossier,
    policy: { ...dossier.policy, version },
  }) as Dossier
  const page = renderDossier(whole)

  test('never become markup, in whatever field they stand', () => {
    expect(page).not.toMatch(/<script|<img|<!--|onerror="/i)
    expect(page.match(/<style>/g)).toHaveLength(1)
    expect(page.match(/<\/style>/g)).toHaveLength(1)
    expect(page.match(/<\/html>/g)).toHaveLength(1)
  })

  test('show what would not be seen as tokens, and never as itself', () => {
    expect(page).not.toMatch(unseen)
    expect(page).toContain('<span class="token" title="right-to-left override">U+202E</span>')
    expect(page).toContain('<span class="token" title="escape">U+001B</span>')
  })

  test('leave every tag closed', () => {
    const open: string[] = []
    const empty = new Set(['meta', 'br', '!doctype'])
    for (const [, slash, name = ''] of page.matchAll(/<(\/?)([a-z!]+\d?)[^>]*>/gi)) {
      if (empty.has(name.toLowerCase())) continue
      if (slash) expect(open.pop()).toBe(name)
      else open.push(name)
    }
    expect(open).toEqual([])
  })

  test('hold for any words at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const { verdict } = aDossier()
        const content = {
          kind: 'text' as const,
          messages: [{ role: 'user' as const, content: words }],
        }
        const { text } = markup`<p title="${words}">${words}</p>`
        expect(text.match(/[<>]/g)).toHaveLength(
          4 + 4 * (text.match(/class="token"/g)?.length ?? 0),
        )
        expect(text.match(/"/g)).toHaveLength(2 + 4 * (text.match(/class="token"/g)?.length ?? 0))
        expect(verdict.id).toBe(aDossier({ content: shown(content) }).verdict.id)
      }),
    )
  })
})

test('a hole outside a quoted attribute, and markup in an attribute, are mistakes', () => {
  expect(() => markup`<p ${'x'}></p>`).toThrow('quoted attribute')
  expect(() => markup`<p title="${markup`<b></b>`}"></p>`).toThrow('saw markup')
})
