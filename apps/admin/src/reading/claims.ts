import type { Place } from './segments.js'

/** What kind of thing a trace says at a place; each kind has its own underline. */
export type ClaimKind = 'rule' | 'quote' | 'content' | 'fact' | 'conclusion'

export interface Claim extends Place {
  readonly kind: ClaimKind
  /** Where the thing spoken of stands, for the other panes. */
  readonly partner:
    | { readonly in: 'policy'; readonly start: number; readonly end: number }
    | {
        readonly in: 'content'
        readonly message: number
        readonly start: number
        readonly end: number
      }
    | null
}

interface Sources {
  readonly trace: string
  readonly policyText: string
  readonly rules: readonly { code: string; start: number | null; end: number | null }[]
  readonly messages: readonly { index: number; text: string }[]
  readonly labels: readonly string[]
}

const quoted = /“([^“”\n]{6,400})”|"([^"\n]{6,400})"/g
const shortestQuote = 6

/**
 * Claims of a trace that can be checked word for word: rule codes of this policy, quotations found
 * in the policy or the content, and the closing sentence that names a label. Nothing is guessed:
 * a quotation found nowhere is left to the findings.
 */
export function claimsIn(sources: Sources): Claim[] {
  const claims = [...ruleClaims(sources), ...quoteClaims(sources), ...conclusion(sources)]
  return claims.sort((a, b) => a.start - b.start || b.end - a.end)
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function ruleClaims({ trace, rules }: Sources): Claim[] {
  if (rules.length === 0) return []
  const codes = [...rules].sort((a, b) => b.code.length - a.code.length)
  const pattern = new RegExp(
    `(?<![\\w.-])(${codes.map(({ code }) => escaped(code)).join('|')})(?![\\w-]|\\.\\d)`,
    'g',
  )
  return [...trace.matchAll(pattern)].map((match) => {
    const rule = rules.find(({ code }) => code === match[0])
    const start = rule?.start ?? null
    return {
      kind: 'rule',
      start: match.index,
      end: match.index + match[0].length,
      partner: start === null ? null : { in: 'policy', start, end: rule?.end ?? start },
    }
  })
}

function quoteClaims({ trace, policyText, messages }: Sources): Claim[] {
  const claims: Claim[] = []
  for (const match of trace.matchAll(quoted)) {
    const words = (match[1] ?? match[2] ?? '').trim().replace(/[.,;:]$/, '')
    if (words.length < shortestQuote) continue
    const place = { start: match.index, end: match.index + match[0].length }
    const message = messages.find(({ text }) => text.includes(words))
    const at = message?.text.indexOf(words) ?? -1
    const inPolicy = policyText.indexOf(words)
    if (message) {
      const partner = { in: 'content', message: message.index, start: at, end: at + words.length }
      claims.push({ kind: 'content', ...place, partner: partner as Claim['partner'] })
    } else if (inPolicy >= 0) {
      const end = inPolicy + words.length
      claims.push({ kind: 'quote', ...place, partner: { in: 'policy', start: inPolicy, end } })
    }
  }
  return claims
}

function conclusion({ trace, labels }: Sources): Claim[] {
  const text = trace.trimEnd()
  const start = Math.max(...[/\n/g, /[.!?]\s+(?=\S)/g].map((border) => lastEnd(text, border)))
  const sentence = text.slice(start)
  const names = labels.some((label) =>
    new RegExp(`(?<!\\w)${escaped(label)}(?!\\w)`).test(sentence),
  )
  return names ? [{ kind: 'conclusion', start, end: text.length, partner: null }] : []
}

function lastEnd(text: string, border: RegExp): number {
  const last = [...text.matchAll(border)].at(-1)
  return last ? last.index + last[0].length : 0
}
