import type { Detector } from '../detector.js'
import type { Finding } from '../finding.js'
import { listChanges, type Changes } from '../quotation-changes.js'
import type { Likeness, QuotationReading } from '../quotation-reading.js'
import type { SubjectReading } from '../subject-reading.js'
import { isGrammarWord, weightOf } from '../words.js'

/** A quotation whose passage can be named but whose words were changed; hard where the change turns its meaning. */
export const alteredQuote = {
  type: 'altered-quote',
  about: {
    catches:
      'quotations that follow one passage of the policy or the content with words changed, dropped or added; hard where one given as theirs differs from it in a negation, number, modal verb, quantity or name only',
    blindSpots:
      'a change of meaning by ordinary words (`private` for `printed`) is soft; quotations of fewer than four words; paraphrases',
  },
  detect,
} as const satisfies Detector<'altered-quote'>

type AlteredQuote = Finding<'altered-quote'>

const fewestWords = 4
const mostRaised = 20
/** Below this share the passage is a likeness at most: not altered, but made up or a paraphrase. */
const leastShare = 0.5
/** A turned quotation follows its passage in everything else. */
const mostLoose = 0.1
const mostDropped = 2
const mostTurned = 2
const fewestMatched = 3
const mostNamed = 6

function detect(reading: SubjectReading): AlteredQuote[] {
  const findings: AlteredQuote[] = []
  for (const quotation of reading.quotationReadings) {
    if (findings.length === mostRaised) break
    const finding = judge(quotation)
    if (finding) findings.push(finding)
  }
  return findings
}

function judge(quotation: QuotationReading): AlteredQuote | undefined {
  const { words } = quotation
  if (words.list.length < fewestWords || quotation.found) return undefined
  if (quotation.mostShare < leastShare) return undefined
  const likeness = quotation.nearest
  if (!likeness || likeness.alignment.share < leastShare) return undefined
  const { frame } = quotation
  if (frame.denied || frame.decoded || frame.supposed) return undefined
  const changes = listChanges(
    { text: quotation.quotation.text, words },
    likeness.passages,
    likeness.alignment.pairs,
  )
  if (changes.list.length === 0) return undefined
  if (likeness.span.in === 'content' && quotation.isDisguised) return undefined
  const turned = isTurned(quotation, likeness, changes)
  const { start, end } = quotation.quotation
  return {
    type: 'altered-quote',
    severity: turned ? 'hard' : 'soft',
    confidence: confidenceOf(quotation, likeness, turned),
    spans: [{ in: 'trace', start, end }, likeness.span],
    message: turned
      ? `a quotation given as the ${frame.attribution ?? 'policy'}'s changes a word that turns its meaning`
      : 'a quotation follows a passage with some words changed, dropped or added',
    evidence: {
      source: frame.attribution ?? 'unsaid',
      shareFound: round(likeness.alignment.share),
      changes: [
        ...changes.list.filter(({ kind }) => kind !== 'words'),
        ...changes.list.filter(({ kind }) => kind === 'words'),
      ].slice(0, mostNamed),
    },
  }
}

/** Given as the words of the text it follows, word for word but for what turns their meaning. */
function isTurned(quotation: QuotationReading, likeness: Likeness, changes: Changes): boolean {
  const { frame, words } = quotation
  const turned = changes.list.filter(({ kind }) => kind !== 'words')
  const matched = likeness.alignment.pairs.map(([i]) => words.list[i] ?? '')
  const total = words.list.reduce((sum, word) => sum + weightOf(word), 0)
  return (
    frame.attribution === likeness.span.in &&
    !frame.illustrates &&
    turned.length > 0 &&
    turned.length <= mostTurned &&
    changes.loose / total <= mostLoose &&
    changes.dropped <= mostDropped &&
    matched.length >= fewestMatched &&
    matched.filter((word) => isTelling(word)).length >= 2
  )
}

function confidenceOf(quotation: QuotationReading, likeness: Likeness, turned: boolean): number {
  if (!turned) return round(0.4 + 0.4 * likeness.alignment.share)
  const { frame, words } = quotation
  return 0.5 + (frame.direct ? 0.2 : 0.05) + (words.list.length >= 6 ? 0.1 : 0)
}

/** Neither grammar nor a code. */
const isTelling = (word: string): boolean => !isGrammarWord(word) && /^\p{L}{3,}$/u.test(word)

const round = (value: number): number => Math.round(value * 100) / 100
