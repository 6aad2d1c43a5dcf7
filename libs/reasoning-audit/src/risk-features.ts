import type { Outcome } from '@assize/policy'
import { wordKinds, type WordKind, type WordSense } from './risk-words.js'
import { listStances, type Stance } from './risk-stances.js'
import type { SubjectReading } from './subject-reading.js'
import type { SensedWords, Words } from './words.js'

const argumentFeatures = [
  'question',
  'words',
  'sentences',
  'sentencesTurning',
  'variety',
  'lastContrast',
  'doubtAtEnd',
] as const
const stanceFeatures = [
  'margin',
  'stances',
  'reversals',
  'marginInLastThird',
  'otherInLastThird',
  'lastOther',
  'firstOwn',
  'opensWithOther',
  'otherNamed',
  'ownNamed',
] as const
const groundFeatures = [
  'rules',
  'ruleMentions',
  'ruleDensity',
  'fromPolicy',
  'fromContent',
  'fromContentOnly',
  'fromNeither',
] as const
const contentFeatures = ['contentWords', 'asks', 'endsAsking', 'conversation', 'expansion'] as const

/** The columns of a feature row, in order. */
export const riskFeatureNames = [
  ...wordKinds,
  ...argumentFeatures,
  ...stanceFeatures,
  ...groundFeatures,
  ...contentFeatures,
  'allowed',
] as const

/** Raised whenever a feature is added, dropped or counted otherwise: rows of different versions do not mix. */
export const riskFeaturesVersion = 1

/** Numbers only, in the order of `riskFeatureNames`; undefined where the trace has too few words to say anything. */
export function riskFeaturesOf(reading: SubjectReading): readonly number[] | undefined {
  const words = reading.traceWords
  if (words.list.length < fewestWords) return undefined
  const { outcome } = reading.subject.outcome
  const own: Outcome = outcome === 'allowed' ? 'allowed' : 'violates'
  const { senses } = words
  const stances = listStances(words, senses, reading.subject)
  const row: number[] = []
  pushArgument(row, reading, words)
  pushInOrder(row, stanceFeatures, stancesOf(stances, words.list.length, own))
  pushInOrder(row, groundFeatures, groundsOf(reading, words, senses))
  pushInOrder(row, contentFeatures, contentOf(reading, words.list.length))
  row.push(Number(own === 'allowed'))
  return row
}

function pushInOrder<Name extends string>(
  row: number[],
  names: readonly Name[],
  values: Readonly<Record<Name, number>>,
): void {
  for (const name of names) row.push(rounded(values[name]))
}

const fewestWords = 5
/** Keeps the density of a word in a short trace from being large by chance. */
const extraWords = 20
const log = Math.log1p
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4

/** How often each kind of word is used, then the other features of the argument. */
function pushArgument(
  row: number[],
  { sentences, subject, vocabulary }: SubjectReading,
  { list, senses }: SensedWords,
): void {
  const counts = wordKinds.map(() => 0)
  const endsFrom = list.length - lastWords
  let doubts = 0
  let lastContrast = 0
  for (let at = 0; at < senses.length; at += 1) {
    const kind = senses[at]?.kindAt ?? -1
    if (kind < 0) continue
    counts[kind] = (counts[kind] as number) + 1
    if (kind === contrast) lastContrast = at + 1
    if (at >= endsFrom && hedging[kind]) doubts += 1
  }
  const base = list.length + extraWords
  const others = {
    question: countOf(subject.trace, '?') / base,
    words: log(list.length),
    sentences: log(sentences.length),
    sentencesTurning: log(sentences.filter(({ text }) => turning.test(text)).length),
    variety: vocabulary.trace.size / Math.sqrt(list.length + 1),
    lastContrast: lastContrast / (list.length + 1),
    doubtAtEnd: doubts / (Math.min(lastWords, list.length) + 10),
  }
  for (const count of counts) row.push(rounded(count / base))
  pushInOrder(row, argumentFeatures, others)
}

const lastWords = 40
const contrast = wordKinds.indexOf('contrast')
const hedgingKinds: readonly WordKind[] = ['contrast', 'modal', 'chance', 'doubt']
/** By where a kind stands among `wordKinds`. */
const hedging = wordKinds.map((kind) => hedgingKinds.includes(kind))
const turning = /^(?:but|however|although|though|yet|still|wait|hmm)\b/i

function stancesOf(
  stances: readonly Stance[],
  words: number,
  own: Outcome,
): Record<(typeof stanceFeatures)[number], number> {
  const base = words + extraWords
  const isOther = ({ outcome }: Stance) => outcome !== own
  const late = stances.filter(({ at }) => at >= (words * 2) / 3)
  const shareOfOther = (some: readonly Stance[]) =>
    (some.filter(isOther).length + 0.5) / (some.length + 1)
  const named = stances.filter((stance) => stance.named)
  const firstOwn = stances.find((stance) => !isOther(stance))
  const [first] = stances
  return {
    margin: shareOfOther(stances),
    stances: stances.length / base,
    reversals:
      stances.filter(({ outcome }, i) => i > 0 && outcome !== stances[i - 1]?.outcome).length /
      base,
    marginInLastThird: shareOfOther(late),
    otherInLastThird: log(late.filter(isOther).length),
    lastOther: (stances.findLast(isOther)?.at ?? 0) / base,
    firstOwn: firstOwn ? firstOwn.at / base : 1,
    opensWithOther: first ? Number(isOther(first)) : 0.5,
    otherNamed: log(named.filter(isOther).length),
    ownNamed: log(named.filter((stance) => !isOther(stance)).length),
  }
}

function groundsOf(
  reading: SubjectReading,
  { list }: Words,
  senses: readonly WordSense[],
): Record<(typeof groundFeatures)[number], number> {
  const { codeMentions: mentions, contentReading } = reading
  const inPolicy = reading.vocabulary.policy
  const inContent = contentReading.ownWords
  const counts = { telling: 0, policy: 0, content: 0, contentOnly: 0, neither: 0 }
  for (let at = 0; at < list.length; at += 1) {
    const word = senses[at] as WordSense
    if (!word.isTelling) continue
    const isInPolicy = inPolicy.has(word)
    const isInContent = inContent.has(word)
    counts.telling += 1
    if (isInPolicy) counts.policy += 1
    if (isInContent) counts.content += 1
    if (isInContent && !isInPolicy) counts.contentOnly += 1
    if (!isInContent && !isInPolicy) counts.neither += 1
  }
  const telling = counts.telling + 5
  return {
    rules: log(new Set(mentions.map(({ code }) => code)).size),
    ruleMentions: log(mentions.length),
    ruleDensity: mentions.length / (list.length + extraWords),
    fromPolicy: counts.policy / telling,
    fromContent: counts.content / telling,
    fromContentOnly: counts.contentOnly / telling,
    fromNeither: counts.neither / telling,
  }
}

function contentOf(
  { content, contentText, subject }: SubjectReading,
  traceWords: number,
): Record<(typeof contentFeatures)[number], number> {
  const words = content.reduce((sum, each) => sum + each.words.list.length, 0)
  return {
    contentWords: log(words),
    asks: Number(contentText.includes('?')),
    endsAsking: Number(/\?\s{0,9}["'”’]?\s{0,9}$/.test(contentText.slice(-20))),
    conversation: Number(subject.messages.length > 1),
    expansion: log(traceWords) - log(words),
  }
}

function countOf(text: string, sign: string): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1
  return count
}
