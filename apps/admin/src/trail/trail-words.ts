import { toWords } from '../words/words.js'

/** What was shown, for the acts that end in `viewed`. */
const shown: Readonly<Record<string, string>> = {
  trace: 'saw the trace',
  answer: 'saw the answer and rationale',
  evidence: 'saw the evidence of findings',
  content: 'saw the content',
  preview: 'saw the beginning of the content',
  rationale: 'saw the rationale',
  statement: 'saw the statement',
  reasons: 'saw the reasons',
  list: 'read a list',
}

const told: Readonly<Record<string, string>> = {
  'person.logged-in': 'logged in',
  'person.logged-out': 'logged out',
  'key.first-used': 'used the key for the first time',
  'verdict.relisted': 'listed the verdict anew from the record',
  'trail.exported': 'took out the audit trail',
  'trail.export-ended': 'received the whole file of the trail',
}

const spaced = (text: string) => toWords(text.replaceAll('-', ' '))

/** `case.decided` as people say it: `decided the case`. */
export function actWords(action: string): string {
  const [what = '', did = ''] = action.split('.')
  if (told[action]) return told[action]
  if (did === 'viewed') return shown[what] ?? `read the ${spaced(what)}`
  return `${spaced(did)} the ${spaced(what)}`
}

const pages: Readonly<Record<string, (id: string) => string>> = {
  verdict: (id) => `/verdicts/${id}`,
  case: (id) => `/workbench/${id}`,
  appeal: (id) => `/appeals/${id}`,
  policy: (id) => `/policies/${encodeURIComponent(id)}`,
  'content-item': (id) => `/verdicts?q=item:${encodeURIComponent(id)}`,
  person: (id) => `/trail?person=${encodeURIComponent(id)}`,
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** The page of an object, where it has one. */
export function pageOf(type: string, id: string): string | null {
  const page = pages[type]
  return page && (type === 'policy' ? /^[a-z0-9-]+$/ : uuid).test(id) ? page(id) : null
}

export const timelineOf = (type: string, id: string) =>
  `/trail?${new URLSearchParams({ object: `${type}:${id}` }).toString()}`

/** Ids that differ in their last digits, when they were made together. */
export const shortId = (id: string) => (uuid.test(id) ? `…${id.slice(-8)}` : id.slice(0, 24))

export const typeWords = spaced
