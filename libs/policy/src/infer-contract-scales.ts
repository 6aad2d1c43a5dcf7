import { meaningOfGloss, meaningOfWord } from './label-meaning.js'
import type { ContractLabel, Outcome } from './output-contract.js'

/** A grade of a scale: a stem that all of them share (`S`, `Tier `) and its number. */
interface Scale {
  readonly stem: string
  readonly grades: readonly number[]
}

type Graded = Map<number, Outcome>

const nouns =
  'levels?|tiers?|severity|severities|grades?|class(?:es)?|risk|stages?|priority|priorities|scores?|ratings?|bands?|category|categories'
const mention = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.-])((?:${nouns}) ?|[A-Z]{1,4}-?)(\d)(?![\p{L}\p{N}_]|[.,-]\d|\.[a-z])`,
  'giu',
)
const asks =
  /\b(?:answer|return|respond|output|reply|rate|rating|write|give|grade|score|choose|assign|classif\w*|say|state|print)\b/i
const mostMentions = 400
const fewestGrades = 3

/**
 * Grades of a scale from which the policy asks for one (`S0` to `S4`, `Tier 2 (limit)`, `Level: 3`). Undefined unless
 * the text tells which of them go against it: by a sentence on a grade and those above it, or by what is done with one.
 */
export function inferScale(text: string): ContractLabel[] | undefined {
  for (const scale of listScales(text)) {
    if (!isAskedFor(text, scale)) continue
    const outcomes = outcomesOf(text, scale)
    if (!outcomes) continue
    return scale.grades.flatMap((grade) => {
      const outcome = outcomes.get(grade) ?? 'undetermined'
      return spellings(text, scale, grade).map((label) => ({ label, outcome }))
    })
  }
  return undefined
}

/** Runs of numbers from zero or one that stand behind one stem, each at the head of a line, a cell or a heading. */
function listScales(text: string): Scale[] {
  const byStem = new Map<string, Set<number>>()
  let tried = 0
  for (const [, stem = '', digit = ''] of text.matchAll(mention)) {
    if ((tried += 1) > mostMentions) break
    const key = stemOf(stem)
    if (/^[a-z]/.test(stem) && !isNoun(stem)) continue
    byStem.set(key, (byStem.get(key) ?? new Set()).add(Number(digit)))
  }
  return [...byStem].flatMap(([stem, numbers]) => {
    const first = numbers.has(0) ? 0 : 1
    const grades: number[] = []
    for (let next = first; numbers.has(next); next += 1) grades.push(next)
    const defined = grades.filter((grade) => headOf(text, stem, grade) !== undefined)
    return defined.length >= fewestGrades ? [{ stem, grades }] : []
  })
}

const isNoun = (stem: string): boolean => new RegExp(`^(?:${nouns}) ?$`, 'i').test(stem)
/** `Levels 0 and 1` are of the scale whose grades are called `Level 0`. */
const stemOf = (stem: string): string =>
  isNoun(stem)
    ? `${stem.charAt(0).toUpperCase()}${stem
        .trim()
        .slice(1)
        .toLowerCase()
        .replace(/(?<!s)s$/, '')} `
    : stem

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const stemPattern = (stem: string): string =>
  isNoun(stem) ? `(?:${escaped(stem.trim())})s? ?` : escaped(stem)

/** What stands behind a grade at the head of a line or of a table's row. */
function headOf(text: string, stem: string, grade: number): string | undefined {
  const head = new RegExp(
    String.raw`^[^\p{L}\p{N}\n]{0,8}${stemPattern(stem)}${grade}(?![\p{L}\p{N}_])([^\n]*)$`,
    isNoun(stem) ? 'imu' : 'mu',
  )
  return head.exec(text)?.[1]
}

/** A line that asks for an answer and names the scale, its grades, or a place to put the number. */
function isAskedFor(text: string, { stem }: Scale): boolean {
  const named = new RegExp(
    String.raw`${stemPattern(stem)}(?:\d|[:=]? ?[<\[{(]|N\b|n\b|x\b|#)|\b(?:severity|scale|grade|level|tier|score|rating)\b`,
    isNoun(stem) ? 'i' : '',
  )
  return text.split('\n').some((line) => asks.test(line) && named.test(line))
}

/** As the text writes it: alone, with its word in brackets behind it, with a colon within. */
function spellings(text: string, { stem }: Scale, grade: number): string[] {
  const plain = `${stem}${grade}`
  const noun = stem.trim()
  const word = new RegExp(
    String.raw`${stemPattern(stem)}${grade}( \([\p{L} -]{2,20}\))`,
    'iu',
  ).exec(text)?.[1]
  const isWithColon =
    isNoun(stem) && new RegExp(String.raw`\b${escaped(noun)}: ?[<\[{N\d]`, 'i').test(text)
  return [
    ...(word ? [`${plain}${word}`] : []),
    plain,
    ...(isWithColon ? [`${noun}: ${grade}`] : []),
  ]
}

const taken =
  /\b(?:taken down|comes? down|come off|removed?|removal|deleted?|blocked?|rejected?|hidden|limited|restricted|sanction\w*|banned|suspended|actioned|(?:is|are|as|a|count as) (?:a )?(?:violation|breach|offence)s?|break(?:s)? (?:the|this|our)|not (?:allowed|acceptable|permitted|tolerated|ok(?:ay)?))\b/i
const left =
  /\b(?:stays?(?: up| online)?|keep|kept|left (?:alone|up|online)|no action|nothing (?:is )?(?:done|to do)|tolerated|published|remains?|within (?:the|our) (?:policy|rules)|(?:do|does)(?:n['’]t| not) (?:violate|break|breach)|not (?:a )?violations?|not against|allowed|acceptable|permitted|fine|ok|okay)\b/i

/** What a sentence says becomes of the content; undefined where it says both or nothing. */
function fateOf(sentence: string): Outcome | undefined {
  const isTaken = taken.test(sentence) || meaningOfGloss(sentence) === 'violates'
  const isLeft =
    left.test(
      sentence.replace(/\bnot (?:allowed|acceptable|permitted|tolerated|ok(?:ay)?)\b/gi, ''),
    ) || meaningOfGloss(sentence) === 'allowed'
  if (isTaken === isLeft)
    return meaningOfGloss(sentence) === 'undetermined' ? 'undetermined' : undefined
  return isTaken ? 'violates' : 'allowed'
}

function outcomesOf(text: string, scale: Scale): Graded | undefined {
  const told: Graded = new Map()
  const tell = (grades: readonly number[], outcome: Outcome) => {
    for (const grade of grades) if (!told.has(grade)) told.set(grade, outcome)
  }
  for (const sentence of text.split(/(?<=[.;!?])\s|\n/).slice(0, 1_000)) {
    const grades = gradesIn(sentence, scale)
    const outcome = grades.length > 0 && !/\|/.test(sentence) ? fateOfGrades(sentence) : undefined
    if (outcome) tell(grades, outcome)
  }
  for (const grade of scale.grades) {
    const outcome = meaningAtHead(headOf(text, scale.stem, grade) ?? '')
    if (outcome) tell([grade], outcome)
  }
  return filledUp(told, scale)
}

/** `S2 and above are taken down`: the grades are what the sentence is about. */
const fateOfGrades = (sentence: string): Outcome | undefined =>
  /\b(?:is|are|stays?|remains?|counts?|means?|gets?|will|must|go(?:es)?|comes?|violates?|breaks?|do|does|lead|leads|=|:|→|->)/i.test(
    sentence,
  ) && !/\b(?:if|unless|never|rated?|may be|at least|lower|higher than|between)\b/i.test(sentence)
    ? fateOf(sentence)
    : undefined

/** Of a row the last cell that tells, of a line its gloss up to the first stop. */
function meaningAtHead(rest: string): Outcome | undefined {
  if (!rest.includes('|')) return shortMeaning(/^[^.;]*/.exec(rest)?.[0] ?? '')
  for (const cell of rest.split('|').reverse()) {
    const outcome = shortMeaning(cell)
    if (outcome) return outcome
  }
  return undefined
}

function shortMeaning(gloss: string): Outcome | undefined {
  const words = gloss.replace(/[^\p{L}\p{N}' -]+/gu, ' ').trim()
  if (words === '' || words.split(/\s+/).length > 5) return undefined
  return meaningOfWord(words) ?? fateOf(words)
}

/** `S0 and S1`, `Levels 2–3`, `S2 and above`, `Tier 1 or lower`. */
function gradesIn(sentence: string, { stem, grades }: Scale): number[] {
  const one = new RegExp(
    String.raw`(?<![\p{L}\p{N}])${stemPattern(stem)}(\d)((?:\s?(?:,|and|or|to|&|–|-|through|\/)\s?(?:${escaped(stem.trim())})?\s?\d)*)\s*(\+|(?:and|or) (?:above|higher|more|up|worse)|(?:and|or) (?:below|lower|less|under)|upwards)?`,
    isNoun(stem) ? 'giu' : 'gu',
  )
  const found = new Set<number>()
  for (const [, first = '', others = '', open = ''] of sentence.matchAll(one)) {
    const named = [Number(first), ...[...others.matchAll(/\d/g)].map(([digit]) => Number(digit))]
    const low = Math.min(...named)
    const high = Math.max(...named)
    const isRange = /(?:to|–|-|through)\s?(?:\p{L}+\s?)?\d/u.test(others)
    for (const grade of grades) {
      const isIn =
        named.includes(grade) ||
        (isRange && grade > low && grade < high) ||
        (/\+|above|higher|more|up|worse/.test(open) && grade >= low) ||
        (/below|lower|less|under/.test(open) && grade <= high)
      if (isIn) found.add(grade)
    }
  }
  return [...found]
}

/** A scale rises: what lies below the lowest that violates is allowed, and the other way round. */
function filledUp(told: Graded, { grades }: Scale): Graded | undefined {
  const of = (outcome: Outcome) => grades.filter((grade) => told.get(grade) === outcome)
  const [within, against] = [of('allowed'), of('violates')]
  const first = grades[0] ?? 0
  if (against.length === 0 && (within.length === 0 || within.length === grades.length))
    return undefined
  const highest = within.length > 0 ? Math.max(...within) : undefined
  const lowest = against.length > 0 ? Math.min(...against) : undefined
  if (highest !== undefined && lowest !== undefined && highest >= lowest) return undefined
  if (lowest === first) return undefined
  const unsure = of('undetermined')
  return new Map(
    grades.map((grade): [number, Outcome] => {
      if (unsure.includes(grade)) return [grade, 'undetermined']
      if (lowest === undefined) return [grade, grade <= (highest ?? first) ? 'allowed' : 'violates']
      if (grade >= lowest) return [grade, 'violates']
      return [grade, highest === undefined || grade <= highest ? 'allowed' : 'undetermined']
    }),
  )
}
