import { isUuid } from '@assize/kernel'
import { DossierError } from '../dossier/dossier-error.js'
import { readSpan, type TimeSpan } from './time-span.js'

/** One way to understand what was asked. */
export type Understanding =
  /** Of a verdict, case, content item, action, decision, appeal, finding set or policy version. */
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'case-number'; readonly number: number }
  | { readonly kind: 'appeal-number'; readonly number: number }
  | { readonly kind: 'policy-version'; readonly policy: string; readonly ref: string }
  | { readonly kind: 'commit'; readonly prefix: string }
  | { readonly kind: 'span'; readonly policy: string | null; readonly span: TimeSpan }
  /** What the platform calls the content. */
  | { readonly kind: 'external-id'; readonly externalId: string }
  | { readonly kind: 'quotation'; readonly text: string }

export const questionCharacters = 1000

/**
 * Everything a pasted text may mean, most telling first: a text may be a commit and a platform's id at once, and the
 * record says which. Throws `QUESTION_INVALID` for nothing at all and for more than anybody pastes.
 */
export function readQuestion(asked: string): Understanding[] {
  const text = asked.trim()
  if (text === '' || text.length > questionCharacters || text.includes('\0'))
    throw new DossierError(
      'QUESTION_INVALID',
      `expected an id, a quotation or a date of at most ${questionCharacters} characters`,
    )
  const found = [...readId(text), ...readNumber(text), ...readVersion(text), ...readDated(text)]
  if (found.some(({ kind }) => kind === 'span')) return found
  if (text.length <= 200 && !/\s{2,}|\n/.test(text))
    found.push({ kind: 'external-id', externalId: text })
  // Platforms number what they host by such ids too, but nobody quotes one.
  const isId = found.some(({ kind }) => kind === 'id')
  return isId ? found : [...found, { kind: 'quotation', text: unquoted(text) }]
}

function readId(text: string): Understanding[] {
  const [, id] = /^([0-9a-f-]{36})(?::\d{1,4})?$/i.exec(text) ?? []
  return id !== undefined && isUuid(id.toLowerCase()) ? [{ kind: 'id', id: id.toLowerCase() }] : []
}

function readNumber(text: string): Understanding[] {
  const [, ofCase] = /^(?:#|case #?)(\d{1,9})$/i.exec(text) ?? []
  if (ofCase !== undefined) return [{ kind: 'case-number', number: Number(ofCase) }]
  const [, ofAppeal] = /^(?:a-|appeal (?:a-)?)(\d{1,9})$/i.exec(text) ?? []
  return ofAppeal === undefined ? [] : [{ kind: 'appeal-number', number: Number(ofAppeal) }]
}

function readVersion(text: string): Understanding[] {
  const [, policy, ref] = /^([a-z0-9][a-z0-9/_-]{0,99})@([\w./@-]{1,100})$/.exec(text) ?? []
  if (policy !== undefined && ref !== undefined) return [{ kind: 'policy-version', policy, ref }]
  return /^[0-9a-f]{7,40}$/.test(text) ? [{ kind: 'commit', prefix: text }] : []
}

/** `3 May 2026`, or `spam on 3 May 2026`: which text was in force, and what was judged. */
function readDated(text: string): Understanding[] {
  const span = readSpan(text)
  if (span) return [{ kind: 'span', policy: null, span }]
  const [, policy, time] =
    /^([a-z0-9][a-z0-9/_-]{0,99})(?: (?:on|in|at|from|during)|:)? (.+)$/i.exec(text) ?? []
  const then = policy === undefined ? null : readSpan(time ?? '')
  return policy !== undefined && then
    ? [{ kind: 'span', policy: policy.toLowerCase(), span: then }]
    : []
}

const unquoted = (text: string): string => /^["“„'](.+)["”“']$/s.exec(text)?.[1]?.trim() ?? text
