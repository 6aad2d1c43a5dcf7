import type { ContractLabel, Outcome, OutputContract } from '@assize/policy'
import { listLabelTokens, type LabelToken } from '@assize/verdict'
import type { Sentence } from './sentences.js'

/** A sentence of the trace that settles on one outcome. */
export interface Conclusion {
  readonly outcome: Outcome
  readonly sentence: Sentence
  /** Says what to answer, or opens with a word of inference. */
  readonly firm: boolean
}

const asking = /\?["'”’)\]]*$/
const unsettled =
  /\b(?:if|unless|whether|might|may|maybe|perhaps|possibly|could|would (?:it )?be wrong|should we|or maybe|not sure|unsure|unclear|question is|depends|suppose|assuming|in case|example|typically|usually|e\.g)\b/i
const answering =
  /\b(?:output|answer|return|respond|produce|reply|final(?: answer)?|verdict|label(?: is)?|classification(?: is)?|classify(?: (?:it|this|as))?|we['’]ll|i['’]ll|go with|decide|conclude|choose)\b/i
const inferring =
  /^(?:so|thus|therefore|hence|accordingly|consequently|overall|ok(?:ay)?|in (?:conclusion|sum(?:mary)?|short|the end)|all in all|all told|on balance|altogether|ultimately|given (?:that|this))\b/i
const stating = /\b(?:is|be|it['’]s|as|that['’]s)\b[\s"'“‘*]*(?:an?\s)?[\s"'“‘*]*$/i
const explaining =
  /\b(?:policy|policies|instructions?|rules?|guidelines?|definition|prompt|system|developer|format|requires?|either|must output|need to output|says?|said|states?|user (?:wants|says|asks|is|instructs|requests))\b/i
/** `This violates the policy` judges; `the policy says` explains. */
const judging =
  /\b(?:violat\w*|breach\w*|break\w*|against|compl(?:y|ies) with|complian(?:t|ce) with|consistent with)\s+(?:the\s+|this\s+|that\s+|our\s+|any\s+|\w+['’]s\s+)?(?:policy|policies|rules?|guidelines?)\b/gi
const defining = /^["'”’)]*\s*(?:=|if\b|when\b|means?\b|for\b(?! (?:this|the content)))/i

/** What the sentences from the last backwards settle on, newest first, at most `most` of them. */
export function listConclusions(
  sentences: readonly Sentence[],
  contract: OutputContract,
  most = 3,
): Conclusion[] {
  const found: Conclusion[] = []
  for (const sentence of sentences.slice(-12).reverse()) {
    const conclusion = asking.test(sentence.text) ? undefined : readConclusion(sentence, contract)
    if (conclusion) found.push(conclusion)
    if (found.length === most) break
  }
  return found
}

function readConclusion(sentence: Sentence, contract: OutputContract): Conclusion | undefined {
  const { text } = sentence
  const tokens = listLabelTokens(text, contract.labels, []).filter(
    (token) => !token.idle && !isInCode(text, token),
  )
  const answer = tokens.at(-1)
  if (!answer) return readMeaning(sentence)
  if (new Set(tokens.map((token) => token.label.outcome)).size > 1) return undefined
  const before = text.slice(0, answer.start)
  const after = text.slice(answer.end)
  if (defining.test(after) || unsettled.test(before)) return undefined
  const outcome = answer.label.outcome
  if (isEveryday(answer.label)) {
    const asked = asAnswer(contract).test(before)
    return asked ? { outcome, sentence, firm: true } : readMeaning(sentence)
  }
  const bare = /^[\s"'“‘*(]*$/.test(before) && /^[\s"'”’*).!]*$/.test(after)
  const firm = bare || answering.test(before) || inferring.test(text)
  if (!firm && !stating.test(before)) return undefined
  if (isExplaining(before) && !inferring.test(text)) return undefined
  return { outcome, sentence, firm }
}

const isExplaining = (text: string): boolean => explaining.test(text.replace(judging, ' '))

/** The `1` of `SP-0.1` or `2.1` answers nothing. */
const isInCode = (text: string, { start, end }: LabelToken): boolean =>
  /[\p{L}\p{N}][.:]$/u.test(text.slice(0, start)) || /^[.:]\d/.test(text.slice(end))

/** Digits, YES and NO stand all over in prose; they answer only right behind a word that asks for them. */
const isEveryday = ({ label }: ContractLabel): boolean => /^(?:\d|yes|no|true|false)$/i.test(label)

function asAnswer(contract: OutputContract): RegExp {
  const key = 'labelKey' in contract ? contract.labelKey.replace(/[^\w-]/g, '') : 'label'
  return new RegExp(
    String.raw`(?:\b(?:output|answer|return|respond|produce|reply|verdict|label|classification|${key})\b["'”’]?)(?:\s+(?:is|as|with|should be|must be|would be))?\s*[:=]?[\s"'“‘*(]*$`,
    'i',
  )
}

const sound =
  /\b(?:no violations?|not (?:an? )?violat\w+|non-violating|(?:does|do)(?:n['’]t| not) violate|violates? (?:no|none)|is (?:allowed|safe|benign|permitted))\b/gi
const unsound =
  /\b(?:violat(?:es|ing|ion)|is (?:disallowed|prohibited|not allowed|not permitted))\b/i
const withheld = /\b(?:cannot|can['’]t|could(?:n['’]t| not)|hard to|hardly|no reason to)\b/i

/** Where no label is named: what an inference says of violation in plain words, if it says one thing only. */
function readMeaning(sentence: Sentence): Conclusion | undefined {
  const { text } = sentence
  if (!inferring.test(text) || isExplaining(text)) return undefined
  if (unsettled.test(text) || withheld.test(text)) return undefined
  const rest = text.replace(sound, ' ')
  const isSound = rest !== text
  if (isSound === unsound.test(rest)) return undefined
  return { outcome: isSound ? 'allowed' : 'violates', sentence, firm: false }
}
