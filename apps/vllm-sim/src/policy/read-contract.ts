export interface Labels {
  readonly violates: string
  readonly allowed: string
  readonly undetermined: string | null
}

/** The form the policy asks the answer to have. */
export interface Contract {
  readonly form: 'word' | 'json' | 'dual-codes' | 'report'
  readonly labels: Labels
  /** For JSON: the keys the policy names, in its order. */
  readonly keys: readonly string[]
}

const wordPairs: readonly (readonly [violates: string, allowed: string])[] = [
  ['INVALID', 'VALID'],
  ['VIOLATES', 'ALLOWED'],
  ['VIOLATING', 'NON-VIOLATING'],
  ['Violating', 'Non-violating'],
  ['VIOLATION', 'SAFE'],
  ['UNSAFE', 'SAFE'],
  ['BLOCK', 'ALLOW'],
  ['FLAG', 'PASS'],
]
const undecidedWords = ['ESCALATE', 'UNDETERMINED', 'UNSURE', 'REVIEW']
const jsonKeys =
  /"(violation|policy_category|category|rule_ids|rules|confidence|rationale|reason)"\s*:/g

/** Infers the contract from the policy's own words, as a model would have to. */
export function readContract(text: string): Contract {
  const labels = readLabels(text)
  const keys = [...new Set([...text.matchAll(jsonKeys)].map((match) => match[1] ?? ''))]
  if (keys.includes('violation')) return { form: 'json', labels, keys }
  if (/\bD-[A-Z]+\d/.test(text) && /\bR-[A-Z]+\d/.test(text) && !has(text, 'VALID'))
    return { form: 'dual-codes', labels, keys: [] }
  const asksForWord = has(text, labels.violates) && has(text, labels.allowed)
  return { form: asksForWord ? 'word' : 'report', labels, keys: [] }
}

function readLabels(text: string): Labels {
  const violates = /^#+\s.*violat\w*\s*\(([^)\s]{1,24})\)/im.exec(text)?.[1]
  const allowed = /^#+\s.*(?:safe|allowed)\s*\(([^)\s]{1,24})\)/im.exec(text)?.[1]
  const undetermined = undecidedWords.find((word) => has(text, word)) ?? null
  if (violates && allowed) return { violates, allowed, undetermined }
  const pair = wordPairs.find(([bad, good]) => has(text, bad) && has(text, good))
  if (pair) return { violates: pair[0], allowed: pair[1], undetermined }
  return { violates: '1', allowed: '0', undetermined }
}

const has = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text)
