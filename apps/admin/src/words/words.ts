import type { Outcome } from '../api/schema-words.js'

/** `FABRICATED_QUOTE` as people read it: `fabricated quote`. */
export const toWords = (name: string) => name.toLowerCase().replaceAll('_', ' ')

/** `FABRICATED_QUOTE` as people type it: `fabricated-quote`. */
export const toSlug = (name: string) => name.toLowerCase().replaceAll('_', '-')

/** `fabricated-quote` as the schema names it. */
export const fromSlug = (slug: string) => slug.trim().toUpperCase().replaceAll('-', '_')

export const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

export const outcomes = ['VIOLATES', 'ALLOWED', 'UNDETERMINED'] as const satisfies Outcome[]

/** `1 case`, `2 cases`. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** `gpt-oss-safeguard-20b` from `openai/gpt-oss-safeguard-20b`; `20b` where space is short. */
export const modelName = (model: string) => model.split('/').at(-1) ?? model
export const shortModel = (model: string) =>
  /(?:^|[-:])(\d+(?:\.\d+)?b)\b/i.exec(model)?.[1] ?? modelName(model)

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })

export function languageName(tag: string | null): string | null {
  if (!tag) return null
  try {
    return languages.of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Millionths of whatever the endpoints' prices are in, as one figure of it: `0.000125`. */
export const costInWords = (micros: string | number | bigint) =>
  (Number(micros) / 1e6).toLocaleString('en', { maximumFractionDigits: 6 })
