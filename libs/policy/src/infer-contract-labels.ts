import { inferWider } from './infer-contract-wider.js'
import { meaningOfGloss, meaningOfWord, oppositeOf } from './label-meaning.js'
import type { ContractLabel, Outcome } from './output-contract.js'

// Every repetition is bounded and no match starts inside a word, so that time grows with the text's length only.
const spelling = '(?<![\\p{L}\\p{N}_-])([A-Z][A-Z_-]{1,24}|[A-Z][a-z]{1,24}(?:-[a-z]{1,24})?|[01])'
const mark = '["\'“”‘’`*]{0,3}'
const word = `${mark}${spelling}${mark}`
const gloss = String.raw`(?:\s{0,3}\([^()\n]{0,80}\))?`
const or = String.raw`\s{0,3}(?:,|\/|\||\bor\b|\bOR\b|,\s{0,3}or\b)\s{0,3}`

/** "Answer (VALID or INVALID)", "exactly one word: SAFE, UNSAFE or ESCALATE", "classify as A (…) or B (…)". */
const menu = new RegExp(
  `${word}${gloss}${or}${word}${gloss}(?:${or}${word}${gloss})?(?:${or}${word})?`,
  'gu',
)
const invitation =
  /(?:answer|return|respond|output|reply|classif\w*|label|verdict|decision|judge|decide|one of|choose|either|exactly one)[^\n]{0,80}$/i
const quotedChoice =
  /^[ \t]{0,12}(?:[-*•✅❌🚫][ \t]{0,4})?["“'`]([^"”'`\n]{1,24})["”'`][ \t]{0,4}(?:if|when|:|=|–|-)[ \t]{0,4}([^\n]*)$/gmu
const glossed =
  /^[ \t]{0,12}(?:[-*•][ \t]{0,4})?\*{0,3}["'`]?([A-Z][A-Z_-]{1,24}|[A-Z][a-z]{1,24}(?:-[a-z]{1,24})?|[01])["'`]?\*{0,3}[ \t]{0,12}(?:=|:=|→|->)[ \t]{0,4}([^\n]+)$/gmu

/** `ALLOW: the permit is lent`, `0 - nothing wrong`: a label at the head of a line with what it stands for. */
const listed =
  /^[ \t]{0,12}(?:[-*•][ \t]{0,4})?\*{0,3}["'`]?([A-Z][A-Z_-]{1,24}|[A-Z][a-z]{1,24}(?:-[a-z]{1,24})?|[01])["'`]?\*{0,3}[ \t]{0,4}(?::|[-–—])\*{0,3}[ \t]{1,4}([^\n]+)$/gmu
const quotedWord = '["“\'`]([\\p{L}\\d][\\p{L}\\d_ -]{0,24})["”\'`]'
const bareWord =
  '(?<![\\p{L}\\p{N}_-])([A-Z][A-Z_-]{1,24}|[01]|[Tt]rue|[Ff]alse|[Yy]es|[Nn]o)(?![\\p{L}\\p{N}_-]|[.,]\\d)'
/** `Return 1 if it violates`, `"PASS" when nothing is wrong`. */
const conditional = new RegExp(
  `(?:${quotedWord}|${bareWord})\\s{1,3}(?:if|when|whenever|where|in case)\\s{1,3}([^.;\\n]{3,100}?)(?=[.;\\n]|,?\\s{1,3}(?:and|or|else|otherwise|but)\\s|$)`,
  'gu',
)
const otherwise = new RegExp(
  `\\b(?:otherwise|else|if not|in all other cases)\\b[,:]?\\s{0,3}(?:(?:return|output|answer|respond|reply|say|write|give|use)\\s{1,3}(?:with\\s{1,3})?)?(?:${quotedWord}|${bareWord})|(?:${quotedWord}|${bareWord})\\s{1,3}(?:otherwise|if not|in all other cases)\\b`,
  'giu',
)
/** `must be one of: violating, non-violating`, `"yes" or "no"`: words in any case, if all of them mean something. */
const anyMenu =
  /(?<![\p{L}\p{N}_-])["“'`]?([\p{L}][\p{L}_-]{1,24})["”'`]?\s{0,3}(?:,|\/|\||\bor\b|,\s{0,3}or\b)\s{0,3}["“'`]?([\p{L}][\p{L}_-]{1,24})["”'`]?(?![\p{L}\p{N}_-])/gu
const yesAndNo =
  /\b(yes|no|true|false)\b["”'`]?\s{0,3}(?:,|\/|\||\bor\b)\s{0,3}["“'`]?(yes|no|true|false)\b/giu

/** The words among which the policy asks the model to choose, in the order of the fullest menu. */
export function inferLabels(policyText: string): ContractLabel[] {
  const text = policyText.replace(/<\/?[A-Za-z][\w-]{0,30}>/g, ' ')
  const glosses = readGlosses(text)
  const menus = [...listMenus(text), [...glosses.keys()]]
  const votes = new Map<string, { words: readonly string[]; count: number }>()
  for (const words of menus) {
    const meant = words.filter((each) => outcomeOf(each, glosses) !== undefined)
    if (new Set(meant.map((each) => outcomeOf(each, glosses))).size < 2) continue
    // A word offered beside known ones is a label too, even if the policy says not what it implies.
    const known = words.filter((each) => meant.includes(each) || /^[A-Z_-]{3,}$/.test(each))
    const key = [...known].sort().join(' ')
    votes.set(key, { words: known, count: (votes.get(key)?.count ?? 0) + 1 })
  }
  const best = [...votes.values()].sort(
    (a, b) => b.count - a.count || b.words.length - a.words.length,
  )[0]
  if (best)
    return best.words.map((label) => ({
      label,
      outcome: outcomeOf(label, glosses) ?? 'undetermined',
    }))
  return (
    inferConditional(text) ??
    inferLowerCase(text) ??
    inferListed(text) ??
    inferYesAndNo(text) ??
    inferCapitals(text) ??
    inferWider(text) ??
    []
  )
}

/** Places that ask for the answer; a text that asks a thousand times asks the same. */
const mostTried = 400

/** From `1 if …, 0 otherwise`; undefined unless both outcomes are told. */
function inferConditional(text: string): ContractLabel[] | undefined {
  const found = new Map<string, Outcome>()
  const denied: string[] = []
  for (const match of firstOf(text.matchAll(conditional))) {
    const label = match[1] ?? match[2]
    if (label !== undefined && elliptic.test(match[3] ?? '')) denied.push(label)
    const outcome = meaningOfGloss(match[3] ?? '') ?? (label && meaningOfWord(label))
    if (label !== undefined && outcome && !found.has(label)) found.set(label, outcome)
  }
  for (const match of firstOf(text.matchAll(otherwise)))
    denied.push(match.slice(1).find((each) => each !== undefined) ?? '')
  const told = new Set(found.values())
  const [only] = told
  for (const label of denied) {
    if (label === '' || found.has(label)) continue
    const outcome = meaningOfWord(label) ?? (only && told.size === 1 ? oppositeOf(only) : undefined)
    if (outcome) found.set(label, outcome)
  }
  return ofBothKinds([...found].map(([label, outcome]) => ({ label, outcome })))
}

/** `1 if it violates and 0 if it does not`. */
const elliptic = /^(?:it|this|the \w+|that) (?:does|is|do|are)(?: not|n['’]t)[^\p{L}]*$/iu

/** Words in capitals that mean something, in one line that asks for the answer. */
function inferCapitals(text: string): ContractLabel[] | undefined {
  for (const line of firstOf(text.split('\n').filter((each) => asking.test(each)))) {
    const words = [
      ...line.slice(0, 1_000).matchAll(/(?<![\p{L}\p{N}_-])[A-Z][A-Z_-]{2,24}(?![\p{L}\p{N}_-])/gu),
    ]
    const labels = [...new Set(words.map((match) => match[0]))].flatMap(
      (label): ContractLabel[] => {
        const outcome = meaningOfWord(label)
        return outcome ? [{ label, outcome }] : []
      },
    )
    const both = ofBothKinds(labels)
    if (both) return both
  }
  return undefined
}

const asking =
  /\b(?:answer|return|respond|output|reply|classif\w*|label|verdict|decision|decide|choose)\b/i

function inferLowerCase(text: string): ContractLabel[] | undefined {
  for (const match of firstOf(text.matchAll(anyMenu))) {
    const before = text.slice(Math.max(0, match.index - 120), match.index)
    const tail = before.slice(before.lastIndexOf('\n') + 1)
    if (!invitation.test(tail)) continue
    const labels = [match[1] ?? '', match[2] ?? ''].flatMap((label): ContractLabel[] => {
      const outcome = meaningOfWord(label)
      return outcome ? [{ label, outcome }] : []
    })
    const both = ofBothKinds(labels)
    if (both) return both
  }
  return undefined
}

/** From lines that begin with a label, if the words or what is said of them tell both outcomes. */
function inferListed(text: string): ContractLabel[] | undefined {
  const found = new Map<string, Outcome>()
  for (const [, label = '', meaning = ''] of firstOf(text.matchAll(listed))) {
    const outcome =
      meaningOfWord(label) ?? (/^[01]$/.test(label) ? meaningOfGloss(meaning) : undefined)
    if (outcome && !found.has(label)) found.set(label, outcome)
  }
  if (found.size > 6) return undefined
  return ofBothKinds([...found].map(([label, outcome]) => ({ label, outcome })))
}

/** What YES means stands in the question before it. */
function inferYesAndNo(text: string): ContractLabel[] | undefined {
  for (const match of firstOf(text.matchAll(yesAndNo))) {
    const [first = '', second = ''] = [match[1], match[2]]
    const before = text.slice(Math.max(0, match.index - 300), match.index)
    const question = /([^.?!\n]{3,200})\?[^?]*$/.exec(before)?.[1]
    const affirmed = question === undefined ? undefined : meaningOfQuestion(question)
    const denied = affirmed && oppositeOf(affirmed)
    if (!affirmed || !denied) continue
    const outcomeFor = (word: string) => (/^(?:yes|true)$/i.test(word) ? affirmed : denied)
    return ofBothKinds([first, second].map((label) => ({ label, outcome: outcomeFor(label) })))
  }
  return undefined
}

const meaningOfQuestion = (question: string): Outcome | undefined =>
  meaningOfGloss(question.replace(/^[^\p{L}]*/u, ''))

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

/** Words in the order met, each once. */
function* listMenus(text: string): Iterable<string[]> {
  for (const match of text.matchAll(menu)) {
    const before = text.slice(Math.max(0, match.index - 120), match.index)
    const tail = before.slice(before.lastIndexOf('\n') + 1)
    if (!invitation.test(tail) && !/^[^\n]{0,40}:\s*$/.test(tail)) continue
    yield [...new Set(match.slice(1).filter((each): each is string => each !== undefined))]
  }
  const choices = [...text.matchAll(quotedChoice)].map((match) => match[1] ?? '')
  if (choices.length > 1) yield [...new Set(choices)]
}

function readGlosses(text: string): Map<string, string> {
  const glosses = new Map<string, string>()
  for (const pattern of [glossed, quotedChoice])
    for (const [, label = '', meaning = ''] of text.matchAll(pattern))
      if (!glosses.has(label)) glosses.set(label, meaning)
  return glosses
}

/** A common word means what it says; digits, YES and NO mean what the policy says of them. */
function outcomeOf(label: string, glosses: ReadonlyMap<string, string>): Outcome | undefined {
  const byWord = meaningOfWord(label)
  if (byWord) return byWord
  const byGloss = meaningOfGloss(glosses.get(label) ?? '')
  if (byGloss) return byGloss
  if (label === '0') return 'allowed'
  return label === '1' ? 'violates' : undefined
}
