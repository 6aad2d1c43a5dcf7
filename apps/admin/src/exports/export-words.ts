import { toSlug, toWords } from '../words/words.js'

/** Bytes as people read them. */
export function sizeWords(bytes: string | number): string {
  const size = Number(bytes)
  if (size < 1024) return `${size} B`
  if (size < 1024 ** 2) return `${(size / 1024).toFixed(1)} kB`
  if (size < 1024 ** 3) return `${(size / 1024 ** 2).toFixed(1)} MB`
  return `${(size / 1024 ** 3).toFixed(2)} GB`
}

/** A filter that keeps nothing out. */
export const everyVerdict = 'every verdict'

const isFilter = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The page of what a file was asked of, where that is one record. */
export function pageOfRequest(request: unknown) {
  const { verdictId, caseId } = isFilter(request) ? request : {}
  if (typeof verdictId === 'string')
    return { kind: 'verdict', id: verdictId, page: `/verdicts/${verdictId}` }
  if (typeof caseId === 'string') return { kind: 'case', id: caseId, page: `/workbench/${caseId}` }
  return null
}

/** What a file holds, from the filter it was asked with. */
export function requestWords(request: unknown): string {
  const asked = isFilter(request) ? request : {}
  const { filter, format, verdictId, caseId, title, size, quoted } = asked
  if (typeof title === 'string') return `${Number(size)} verdicts for “${title}”`
  if (typeof verdictId === 'string') return `verdict ${verdictId}`
  if (typeof caseId === 'string') return `case ${caseId}`
  const parts = Object.entries(isFilter(filter) ? filter : {}).map(
    ([name, value]) => `${nameWords(name)} ${valueWords(value)}`,
  )
  if (quoted === 'erased') parts.push('words that were erased since')
  const what = parts.length === 0 ? everyVerdict : parts.join(', ')
  return typeof format === 'string' ? `${what}, as ${format}` : what
}

const nameWords = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueWords).join(' or ')
  if (isFilter(value)) return Object.values(value).map(valueWords).join(' ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** `VERDICT_EXPORT` as people read it. */
export const kindWords = (kind: string) => toWords(kind)

export const wordsIn = (words: readonly string[]) =>
  words.length === 0 ? 'none' : words.map(toSlug).join(', ')
