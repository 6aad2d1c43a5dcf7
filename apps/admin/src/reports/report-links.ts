import { printQuery } from '../verdicts/query.js'

/** What a figure was counted over, as far as a list of verdicts can be asked the same. */
export interface Counted {
  readonly simulated: boolean
  readonly imported: boolean
  /** The first day, `2026-11-01`, and the last where it is one day. */
  readonly since: string
  readonly until?: string
  readonly policy?: string | null
}

export const cuts = {
  POLICY: 'policy',
  RULE: 'rule',
  VERSION: 'version',
  MODEL: 'model',
  ENDPOINT: 'endpoint',
  EFFORT: 'effort',
  LANGUAGE: 'language',
} as const
export type Cut = keyof typeof cuts

const sourcesOf = ({ simulated, imported }: Counted): string[] => [
  'live',
  ...(imported ? ['imported'] : []),
  ...(simulated ? ['simulated'] : []),
]

/** The verdicts behind a figure. */
export function rowsBehind(counted: Counted, narrowed: Readonly<Record<string, string>> = {}) {
  const terms = {
    ...(counted.policy ? { policy: counted.policy } : {}),
    ...narrowed,
    decided: `${counted.since}..${counted.until ?? ''}`,
  }
  const query = printQuery({
    terms: [
      ...Object.entries(terms).map(([key, value]) => ({ key, values: [value] })),
      { key: 'source', values: sourcesOf(counted) },
    ],
    words: '',
  })
  return `/verdicts?q=${encodeURIComponent(query)}`
}

/** One value of a cut as terms of the list; null for what nobody knows, which no term asks for. */
export function termsOf(cut: Cut, value: string): Readonly<Record<string, string>> | null {
  if (value === '') return null
  if (cut !== 'VERSION') return { [cuts[cut]]: value }
  const at = value.lastIndexOf('@')
  return { policy: value.slice(0, at), commit: value.slice(at + 1) }
}

export const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : percent(part / whole)

export const percent = (value: number): string => `${(value * 100).toFixed(1)} %`
