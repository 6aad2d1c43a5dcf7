import type { ContractLabel, Outcome, OutputContract } from '@assize/policy'
import { listLabelTokens, type LabelToken } from '@assize/verdict'
import { inferenceAtHead, readPlainJudgement } from './plain-judgement.js'
import type { Sentence } from './sentences.js'
import { readStatedValue } from './stated-value.js'

/** A sentence of the trace that settles on one outcome. */
export interface Conclusion {
  readonly outcome: Outcome
  readonly sentence: Sentence
  /** Says what to answer, or opens with a word of inference. */
  readonly firm: boolean
  /** How it is said: with a label of the contract, in plain words, or by taking back what was said before. */
  readonly by: 'label' | 'words' | 'reversal'
  /** Sentences after it. */
  readonly after: number
}

type Reading = Omit<Conclusion, 'sentence' | 'after'>

const asking = /\?["'”’)\]*]*$/
const unsettled =
  /\b(?:if|unless|whether|might|may|maybe|perhaps|possibly|could|would (?:it )?be wrong|would have|should we|or maybe|not sure|unsure|unclear|question is|depends|suppose|assuming|in case|example|typically|usually|e\.g|at first|some(?:one)? (?:would|might) (?:say|think|argue)|one (?:would|might) (?:say|think|argue))\b/i
const supposing =
  /^(?:were|had|should) (?:it|there|this|that|the|they|he|she|someone)\b|\bif\b|\bwere\b[^.]*$/i
const answering =
  /\b(?:output|answer|return|respond|produce|reply|final(?: answer)?|verdict|label(?: is)?|classification(?: is)?|classify(?: (?:it|this|as))?|decision|outcome|result|ruling|judge?ment|assessment|rating|we['’]ll|i['’]ll|(?:i|we) (?:will|would)|go (?:with|for)|settle (?:on|for)|opt for|pick|land on|arrive at|end up with|ma(?:kes?|king) (?:it|this|that)|decide|conclude|choose)\b/i
const inferring = inferenceAtHead
const inferringWithin =
  /(?:[,;:–—-]|\b(?:and|but|which is why))\s*(?:so|thus|therefore|hence)\b|=>|->|[→⇒]/i
const stating = /\b(?:is|be|it['’]s|as|that['’]s)\b[\s"'“‘*]*(?:an?\s)?[\s"'“‘*]*$/i
const explaining =
  /\b(?:policy|policies|instructions?|rules?|guidelines?|definition|prompt|system|developer|format|requires?|either|must output|need to output|says?|said|states?|user (?:wants|says|asks|is|instructs|requests))\b/i
/** `This violates the policy` judges; `the policy says` explains. */
const judging =
  /\b(?:violat\w*|breach\w*|break\w*|against|compl(?:y|ies) with|complian(?:t|ce) with|consistent with)\s+(?:the\s+|this\s+|that\s+|our\s+|any\s+|\w+['’]s\s+)?(?:policy|policies|rules?|guidelines?)\b/gi
const defining = /^["'”’)]*\s*(?:=|if\b|when\b|means?\b|for\b(?! (?:this|the content)))/i

/** How far back a trace is read, and how much of one sentence. */
const reach = { sentences: 14, characters: 700 } as const

/**
 * What the sentences from the last backwards settle on, newest first, at most `most` of them. Plain words are heard
 * only where no later sentence concludes.
 */
export function listConclusions(
  sentences: readonly Sentence[],
  contract: OutputContract,
  most = 3,
): Conclusion[] {
  const found: Conclusion[] = []
  const tail = sentences.slice(-reach.sentences)
  let takenBack = false
  for (let at = tail.length - 1; at >= 0 && found.length < most; at -= 1) {
    const sentence = tail[at]
    if (!sentence) continue
    const after = tail.length - 1 - at
    const text = sentence.text.slice(-reach.characters)
    if (
      found.length === 0 &&
      !isBare(text, contract) &&
      takesBack(text) &&
      !isQuestion(tail[at - 1])
    ) {
      takenBack = true
      continue
    }
    const reading = isQuestion(sentence)
      ? found.length === 0 && readAnswered(text, tail[at + 1], contract)
      : readConclusion(text, contract, after, found.length === 0)
    if (!reading) continue
    if (takenBack && found.length === 0) {
      const outcome = opposite(reading.outcome)
      if (outcome === undefined) return []
      found.push({
        outcome,
        sentence: tail.at(-1) ?? sentence,
        firm: false,
        by: 'reversal',
        after: 0,
      })
    } else {
      const { outcome, firm, by } = reading
      found.push({ outcome, sentence, firm, by, after })
    }
  }
  return found
}

const isQuestion = (sentence: Sentence | undefined): boolean =>
  sentence !== undefined && asking.test(sentence.text.slice(-20))

const opposite = (outcome: Outcome): Outcome | undefined =>
  outcome === 'undetermined' ? undefined : outcome === 'allowed' ? 'violates' : 'allowed'

function readConclusion(
  text: string,
  contract: OutputContract,
  after: number,
  isLast: boolean,
): Reading | undefined {
  const inWords = () => (isLast ? readWords(text, contract, after) : undefined)
  const stated = readStatedValue(text, contract)
  if (stated) return { outcome: stated, firm: true, by: 'label' }
  const tokens = listLabelTokens(text, contract.labels, []).filter(
    (token) => !isInCode(text, token),
  )
  const answer = tokens.filter((token) => !token.idle).at(-1)
  if (!answer) return readDenied(text, tokens, contract) ?? inWords()
  if (new Set(tokens.filter((each) => !each.idle).map((each) => each.label.outcome)).size > 1)
    return undefined
  const before = text.slice(0, answer.start)
  const rest = text.slice(answer.end)
  if (defining.test(rest) || unsettled.test(before)) return undefined
  if (/\bwould\b/i.test(before) && supposing.test(text)) return undefined
  const outcome = answer.label.outcome
  if (isEveryday(answer.label)) {
    const asked = asAnswer(contract).test(before) || alone.test(before + '|' + rest)
    const isClosing = after === 0 && (isBare(text, contract) || closes(before, rest, 0))
    return asked || endorsed.test(rest) || isClosing
      ? { outcome, firm: true, by: 'label' }
      : inWords()
  }
  const bare = /^[\s"'“‘*(]*$/.test(before) && /^[\s"'”’*).!]*$/.test(rest)
  const infers = inferring.test(text) || inferringWithin.test(before)
  const firm = bare || infers || answering.test(before) || endorsed.test(rest)
  const isClosing = after === 0 && closes(before, rest)
  if (!firm && !stating.test(before) && !isClosing) return undefined
  if (isExplaining(before) && !infers) return undefined
  if (ordered.test(before) && !infers) return undefined
  return { outcome, firm, by: 'label' }
}

/** A last sentence of a few words with one label near its end answers, whatever its verb: `it comes down to VALID`. */
function closes(before: string, rest: string, mostBehind = 2): boolean {
  const words = (text: string) => text.match(/[\p{L}\p{N}'’]+/gu)?.length ?? 0
  if (words(before) > 9 || words(rest) > mostBehind) return false
  return !withheld.test(before) && !withheld.test(rest)
}

const withheld =
  /\b(?:not|no|never|nor|neither|without|hardly|barely|far from|short of|less than|instead|rather|unlike|or|and|against|than|case for|arguments? for|thought of|talk of|step|ask(?:s|ed)?|wants?|would|could|might|require[sd]?|needs?|between|both|either|says?|said|mentions?|contains?|includes?|for|to be|means?|word|dropped|wanting|rejected)\b|n['’]t\b|\d\s*[.,]\s*$/i

/** `A command to reply VALID` is told, not followed. */
const ordered =
  /\b(?:command\w*|instruct\w*|request\w*|orders?|ordered|directive|demands?|demanded|asks?|asked|wants?|tells?|told|tr(?:y|ies|ied|ying)|attempt\w*|note)\b[^.;:]{0,24}\b(?:to|for|that we|us)\b[^.;:]{0,24}$/i

/** `So it's 1.` with nothing else in the sentence; the label stands at the bar. */
const alone =
  /^(?:so|thus|therefore|hence|overall)[,:]?\s+(?:(?:it|this|that)(?:['’]s| is)\s+(?:an?\s+)?)?["'“‘*]*\|["'”’*]*[.!]*$/i

const isBare = (text: string, { labels }: OutputContract): boolean => {
  if (!labels.some(({ label }) => text.includes(label))) return false
  const bare = text.replace(/^["'“‘*`(]+|["'”’*`)!]+$/g, '')
  return labels.some(({ label }) => label === bare)
}

/** `INVALID it is`, `VALID seems right to me`. */
const endorsed =
  /^["'”’*]*\s+(?:it is\b|(?:is|seems?|looks|sounds) (?:right|correct|best|fitting|appropriate|justified|the (?:right|correct|best|only|proper)?\s*(?:answer|label|verdict|choice|outcome|result|call|one))|fits\b|is (?:my|our) (?:answer|verdict|label|choice|conclusion))/i

const isExplaining = (text: string): boolean => explaining.test(text.replace(judging, ' '))

/** The `1` of `SP-0.1` or `2.1` answers nothing. */
const isInCode = (text: string, { start, end }: LabelToken): boolean =>
  /[\p{L}\p{N}][.:]$/u.test(text.slice(Math.max(0, start - 3), start)) ||
  /^[.:]\d/.test(text.slice(end, end + 2))

/** Digits, YES and NO stand all over in prose; they answer only right behind a word that asks for them. */
const isEveryday = ({ label }: ContractLabel): boolean =>
  /^(?:\d|yes|no|true|false|[a-z]+)$/.test(label) || /^(?:yes|no|true|false)$/i.test(label)

const answerWords =
  'output|answer|return|respond|produce|reply|verdict|label|classification|decision|outcome|result|rating|final|classify(?: (?:it|this|that|the \\w+))?|choose|pick|go with|go for|settle on|settle for|opt for|land on|makes (?:it|this|that)|overall'
const leads = new WeakMap<OutputContract, RegExp>()

function asAnswer(contract: OutputContract): RegExp {
  const known = leads.get(contract)
  if (known) return known
  const key = 'labelKey' in contract ? contract.labelKey.replace(/[^\w-]/g, '') : 'label'
  const lead = new RegExp(
    String.raw`\b(?:${answerWords}|${key})\b["'”’]?(?:\s+(?:is|as|with|should be|must be|would be|will be))?(?:\s+(?:just|only|simply))?\s*[:=]?[\s"'“‘*(]*$`,
    'i',
  )
  leads.set(contract, lead)
  return lead
}

/** `So it is not INVALID` names the other of two labels. */
function readDenied(
  text: string,
  tokens: readonly LabelToken[],
  contract: OutputContract,
): Reading | undefined {
  const denied = tokens.at(-1)
  if (!denied || contract.labels.length !== 2 || !inferring.test(text)) return undefined
  const before = text.slice(0, denied.start)
  if (!/\bnot\s+(?:an?\s+)?["'“‘*`]*$/i.test(before) || unsettled.test(text)) return undefined
  if (isExplaining(before) || /\b(?:can|say|sure|only)\b/i.test(before)) return undefined
  const outcome = opposite(denied.label.outcome)
  return outcome ? { outcome, firm: false, by: 'label' } : undefined
}

/** Where no label is named: an inference in plain words, or near the end a plain statement about the content. */
function readWords(text: string, contract: OutputContract, after: number): Reading | undefined {
  const lower = readLooseLabel(text, contract)
  if (lower) return lower
  const judgement = readPlainJudgement(text)
  if (!judgement) return undefined
  if (!judgement.inferred && !(judgement.ofContent && after < 3)) return undefined
  return { outcome: judgement.outcome, firm: judgement.inferred, by: 'words' }
}

/** A label in other letters right behind a word that asks for it: `the answer is unsafe`. */
function readLooseLabel(text: string, contract: OutputContract): Reading | undefined {
  for (const { label, outcome } of contract.labels) {
    const at = text.toLowerCase().lastIndexOf(label.toLowerCase())
    if (at < 0 || /[\p{L}\p{N}_-]/u.test(text[at + label.length] ?? '')) continue
    const before = text.slice(0, at)
    if (
      !asAnswer(contract).test(before) ||
      unsettled.test(before) ||
      isEverydayRest(text, at + label.length)
    )
      continue
    if (isExplaining(before) && !inferring.test(text)) continue
    return { outcome, firm: true, by: 'label' }
  }
  return undefined
}

/** `The answer is a safe one` names no label; `the answer is safe.` does. */
const isEverydayRest = (text: string, end: number): boolean =>
  !/^["'”’*`)]*(?:[\s.,;!(:–—-]*$|[.,;!(–—-]|\s+(?:because|since|as|under|with|due|here)\b)/i.test(
    text.slice(end),
  )

const yesOrNo =
  /^(?:(?:actually|well|hmm|ok|okay)[,.\s]*)?(?:(yes|yeah|yep|indeed|it (?:does|is)|certainly|definitely|clearly)|(no|nope|not really|not at all|it (?:does not|doesn['’]t|is not|isn['’]t)|i do not think so|i don['’]t think so))\b[^.,;]{0,12}[.!,;]/i

/** A question about the content as a whole and the answer right behind it. */
function readAnswered(
  question: string,
  next: Sentence | undefined,
  contract: OutputContract,
): Reading | undefined {
  const [, yes, no] = yesOrNo.exec(`${next?.text.slice(0, 80) ?? ''}.`) ?? []
  if (yes === undefined && no === undefined) return undefined
  const asked = readAsked(question, contract)
  const outcome = asked && (yes === undefined ? opposite(asked) : asked)
  return outcome ? { outcome, firm: false, by: 'words' } : undefined
}

function readAsked(question: string, contract: OutputContract): Outcome | undefined {
  const [, verb = '', rest] =
    /^(?:(?:so|but|and|then|ok(?:ay)?)[,\s]+)?(does|is|should|must|can)\s+(?:this|it|(?:the|this) (?:content|post|message|item|text|request|comment|listing|prompt))\s+(.*)\?["')]*$/i.exec(
      question,
    ) ?? []
  if (rest === undefined) return undefined
  const [token, other] = listLabelTokens(rest, contract.labels, [])
  if (token && !other) return token.label.outcome
  return readPlainJudgement(`so it ${/^does$/i.test(verb) ? '' : verb} ${rest}.`)?.outcome
}

const takesBack = (text: string): boolean => text.length < 80 && takingBack.test(text)
const takingBack =
  /^(?:(?:actually|wait|hmm|hold on|oh|well|but|or|on (?:second thought|reflection)|correction|no)[,.!…\s–—-]*){0,3}(?:no|nope|not so|scratch that|strike that|(?:no,? )?that(?:['’]s| is| was) (?:wrong|not right|incorrect|a mistake|mistaken|not correct)|i (?:was|am) (?:wrong|mistaken)|(?:it is|it['’]s) the (?:other way (?:round|around)|opposite)|the (?:opposite|reverse)(?: is true)?|quite the opposite|the other (?:way round|one)|rather not)(?:[,\s]+(?:actually|wait|sorry))?[.!…\s]*$/i
