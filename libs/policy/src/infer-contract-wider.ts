import { foreignMeaningOfWord } from './foreign-labels.js'
import { inferBracketed, inferLed } from './infer-contract-brackets.js'
import { meaningOfGloss, meaningOfWord, oppositeOf } from './label-meaning.js'
import type { ContractLabel, Outcome } from './output-contract.js'

/**
 * Labels in forms less usual: with emphasis, glossed in brackets or by `means`, as phrases, as a list, as letters, or
 * in another language. Every repetition is bounded, so that time grows with the text's length only.
 */
export function inferWider(text: string): ContractLabel[] | undefined {
  return (
    inferMeant(text) ??
    inferPhrases(text) ??
    inferList(text) ??
    inferGlossed(text) ??
    inferAffixed(text) ??
    inferForeign(text) ??
    inferBracketed(text) ??
    inferLed(text) ??
    inferLetters(text)
  )
}

const marks = '["\'“”‘’`*]{0,3}'
const mostTried = 200

/** `"yes" means that it breaks a rule`, `where no stands for allowed`; the other word is its opposite. */
function inferMeant(text: string): ContractLabel[] | undefined {
  const pair =
    new RegExp(
      String.raw`(?<![\p{L}\p{N}_-])(yes|no|y|n|ja|nein|oui|non|s[ií]|true|false)${marks}\s{0,3}(?:,|\/|\||or|oder|ou|o)\s{0,3}${marks}(yes|no|y|n|ja|nein|oui|non|s[ií]|true|false)(?![\p{L}\p{N}_-])`,
      'giu',
    ).exec(text) ?? ifElse.exec(text)
  if (!pair) return undefined
  const words = [pair[1] ?? '', pair[2] ?? '']
  const question = /([^.?!\n]{3,200})\?[^?]{0,60}$/.exec(text.slice(0, pair.index))?.[1]
  for (const word of words) {
    const meant = new RegExp(
      String.raw`(?<![\p{L}\p{N}_-])${word}${marks}\s{0,3}(?:means?|stands for|signifies|indicates|is for|=|:|\()\s{0,3}([^.;\n)]{3,120})`,
      'iu',
    ).exec(text)
    const outcome = meant && meaningOf(meant[1] ?? '')
    if (outcome) return ofPair(words, word, outcome)
  }
  const [first] = words
  const conditional = new RegExp(
    String.raw`(?<![\p{L}\p{N}_-])(yes|y|ja|oui|s[ií]|true)${marks}\s{1,3}(?:if|when|where)\s{1,3}([^.;\n]{3,120})`,
    'iu',
  ).exec(text)
  // What a policy asks after is what it is against, unless it says otherwise.
  if (conditional && first !== undefined)
    return ofPair(
      words,
      words.find((word) => word === conditional[1]) ?? first,
      meaningOf(conditional[2] ?? '') ?? 'violates',
    )
  const affirmed = question === undefined ? undefined : meaningOfGloss(question)
  const yes = words.find((word) => /^(?:yes|y|ja|oui|s[ií]|true)$/i.test(word))
  return affirmed && yes !== undefined ? ofPair(words, yes, affirmed) : undefined
}

/** `"yes" if the post is cruel, "no" otherwise`. */
const ifElse = new RegExp(
  String.raw`(?<![\p{L}\p{N}_-])(yes|y|true)${marks}\s{1,3}(?:if|when|where)\s[^.;\n]{3,120}?[,;]?\s{1,3}(?:and\s|else\s)?${marks}(no|n|false)${marks}\s{1,3}(?:otherwise|if not|else)`,
  'iu',
)

function ofPair(
  words: readonly string[],
  word: string,
  outcome: Outcome,
): ContractLabel[] | undefined {
  const other = oppositeOf(outcome)
  if (!other) return undefined
  return words.map((label) => ({ label, outcome: label === word ? outcome : other }))
}

/** `"Violates policy" or "Does not violate policy"`. */
function inferPhrases(text: string): ContractLabel[] | undefined {
  const quoted = String.raw`["“'‘\x60]([\p{L}][\p{L} _-]{1,40})["”'’\x60]`
  const or = String.raw`\s{0,3}(?:,|\/|\||or|,\s{0,3}or)\s{0,3}`
  const menu = new RegExp(`${quoted}${or}${quoted}(?:${or}${quoted})?`, 'giu')
  for (const match of firstOf(text.matchAll(menu))) {
    const labels = meant(match.slice(1).filter((each) => each !== undefined))
    if (labels) return labels
  }
  return undefined
}

/** Lines of a list that are nothing but labels. */
function inferList(text: string): ContractLabel[] | undefined {
  const lines = text.split('\n')
  const item = new RegExp(
    String.raw`^\s{0,8}(?:[-*•]|\d[.)])\s{1,4}${marks}([\p{L}][\p{L} _-]{1,30}?)${marks}[.;,]?\s{0,4}$`,
    'u',
  )
  let run: string[] = []
  for (const line of [...lines, '']) {
    const label = item.exec(line)?.[1]
    if (label !== undefined) {
      run.push(label)
      continue
    }
    const labels = run.length > 1 && run.length < 6 ? meant(run) : undefined
    if (labels) return labels
    run = []
  }
  return undefined
}

/** `GREEN (ok), AMBER (needs review) or RED (violation)`. */
function inferGlossed(text: string): ContractLabel[] | undefined {
  const glossed = /(?<![\p{L}\p{N}_-])(\p{Lu}[\p{Lu}_-]{0,24})["”’`*]{0,3} \(([^()\n]{2,80})\)/gu
  for (const line of firstOf(text.split('\n'))) {
    const found = new Map<string, Outcome>()
    for (const [, label = '', gloss = ''] of line.slice(0, 1000).matchAll(glossed)) {
      const outcome = meaningOf(gloss)
      if (outcome) found.set(label, outcome)
    }
    const labels = ofBothKinds([...found].map(([label, outcome]) => ({ label, outcome })))
    if (labels && labels.length < 5) return labels
  }
  return undefined
}

/** `ZULÄSSIG oder UNZULÄSSIG`: in whatever language, the word with a denial in front is the other's opposite. */
function inferAffixed(text: string): ContractLabel[] | undefined {
  const denying = '(?:UN|IN|IM|IL|IR|NON?[ _-]?|NOT[ _-]|NICHT[ _-]|NIET[ _-]|NE|ON|O)'
  const one = new RegExp(
    String.raw`(?<![\p{L}\p{N}_-])(\p{Lu}{3,24})${marks}\s{0,3}(?:[/|,]|\p{Ll}{1,6}|[/|,]\s?\p{Ll}{1,6})\s{0,3}${marks}(${denying}\1)(?![\p{L}\p{N}_-])`,
    'u',
  ).exec(text)
  const two = new RegExp(
    String.raw`(?<![\p{L}\p{N}_-])(${denying}(\p{Lu}{3,24}))${marks}\s{0,3}(?:[/|,]|\p{Ll}{1,6}|[/|,]\s?\p{Ll}{1,6})\s{0,3}${marks}(\2)(?![\p{L}\p{N}_-])`,
    'u',
  ).exec(text)
  const [plain, denied] = one ? [one[1], one[2]] : [two?.[3], two?.[1]]
  if (plain === undefined || denied === undefined) return undefined
  const outcome = meaningOfWord(plain) ?? 'allowed'
  const other = oppositeOf(outcome)
  if (!other) return undefined
  const labels: ContractLabel[] = [
    { label: plain, outcome },
    { label: denied, outcome: other },
  ]
  return one ? labels : labels.reverse()
}

/** Two words in capitals next to each other that a few languages use for what is allowed and what is not. */
function inferForeign(text: string): ContractLabel[] | undefined {
  const pair =
    /(?<![\p{L}\p{N}_-])(\p{Lu}{3,20})["”’`*]{0,3}\s{0,3}(?:[/|,]|\p{Ll}{1,6})\s{0,3}["“‘`*]{0,3}(\p{Lu}{3,20})(?![\p{L}\p{N}_-])/gu
  for (const match of firstOf(text.matchAll(pair))) {
    const labels = [match[1] ?? '', match[2] ?? ''].flatMap((label): ContractLabel[] => {
      const outcome = meaningOfWord(label) ?? foreignMeaningOfWord(label)
      return outcome ? [{ label, outcome }] : []
    })
    const both = ofBothKinds(labels)
    if (both) return both
  }
  return undefined
}

/** `A: the content is within the rules`, where nothing but a letter is to be answered. */
function inferLetters(text: string): ContractLabel[] | undefined {
  if (!/\b(?:[A-D] or [A-D]|single letter|one letter|letter only|only the letter)\b/.test(text))
    return undefined
  const found = new Map<string, Outcome>()
  const line =
    /^[ \t]{0,8}(?:[-*•]\s)?\(?["'`*]{0,3}([A-D])["'`*]{0,3}[).:=–—-]{1,2}\s{1,4}([^\n]{3,200})$/gmu
  for (const [, label = '', meaning = ''] of firstOf(text.matchAll(line))) {
    const outcome = meaningOf(meaning)
    if (outcome && !found.has(label)) found.set(label, outcome)
  }
  const [only] = found.values()
  const other = only && oppositeOf(only)
  const letters = text.match(/\b([A-D]) or ([A-D])\b/)?.slice(1) ?? []
  if (found.size === 1 && other && letters.length === 2)
    return letters.map((label) => ({ label, outcome: found.get(label) ?? other }))
  return ofBothKinds([...found].map(([label, outcome]) => ({ label, outcome })))
}

const meaningOf = (gloss: string): Outcome | undefined =>
  meaningOfGloss(gloss) ?? meaningOfWord(gloss.trim()) ?? foreignMeaning(gloss)

function foreignMeaning(gloss: string): Outcome | undefined {
  const breaks =
    /\b(?:versto(?:ß|ss)\w*|infracci[oó]n|infra[çc][ãa]o|violazione|overtreding|violation)(?![\p{L}])/iu.test(
      gloss,
    )
  if (!breaks) return undefined
  return /(?<!\p{L})(?:kein\w*|pas|aucune?|sin|sem|nessuna?|geen|sans|ohne|no)(?!\p{L})/iu.test(
    gloss,
  )
    ? 'allowed'
    : 'violates'
}

function meant(words: readonly string[]): ContractLabel[] | undefined {
  const labels = words.map((label) => ({ label, outcome: meaningOfWord(label) }))
  if (labels.some(({ outcome }) => outcome === undefined)) return undefined
  return ofBothKinds(labels as ContractLabel[])
}

function ofBothKinds(labels: readonly ContractLabel[]): ContractLabel[] | undefined {
  const outcomes = new Set(labels.map((each) => each.outcome))
  return outcomes.has('allowed') && outcomes.has('violates') ? [...labels] : undefined
}

function* firstOf<T>(all: Iterable<T>): Iterable<T> {
  let tried = 0
  for (const each of all) {
    if ((tried += 1) > mostTried) return
    yield each
  }
}
