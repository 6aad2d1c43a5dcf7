import { eachMatch } from '@assize/kernel'
import type { Outcome } from '@assize/policy'
import { against, notes, object, settledNo, within } from './judgement-words.js'

/** What a sentence says of the content in plain words, without naming a label. */
export interface PlainJudgement {
  readonly outcome: Outcome
  /** Draws it as an inference (`so`, `all in all`), or says that this is the decision. */
  readonly inferred: boolean
  /** Of the content as a whole (`this`, `the post`), not of a part or a kind. */
  readonly ofContent: boolean
}

export const inferenceAtHead =
  /^(?:so|thus|therefore|hence|accordingly|consequently|overall|ultimately|altogether|clearly|in fact|actually|ok(?:ay)?|in (?:conclusion|sum(?:mary)?|short|the end|total)|to (?:conclude|sum up)|all in all|all told|on balance|given (?:that|this|all)|taken together|as a result|for (?:this|that|these|those) reasons?|bottom line|at the end of the day|on (?:second thought|reflection)|final(?:ly)?|(?:my|the|our) (?:conclusion|decision|verdict|judg(?:e)?ment|finding))\b(?! (?:that|many|much|far|long|called)\b)/i
const inferenceWithin =
  /(?:\b(?:so|thus|therefore|hence|consequently|accordingly)\b(?! (?:that|many|much|far|long|called)\b)|\bwhich (?:means|makes)\b|\b(?:we|i)(?:'d|'ll| would| will| can| must| should)? (?:conclude|decide|judge|find|deem|settle|determine)\b)/i

const core = new RegExp(String.raw`(?<![\w-])(?:(${against})|(${within}))(?![\w-])`, 'gi')

const negator =
  /\b(?:not|no|never|nothing|none|nobody|without|neither|nor|free of|free from|far cry from|(?:long|good) way (?:from|off)|too \w+(?: \w+)? to|takes? (?:\w+ )?(?:more|imagination|effort)(?: than \w+)? to|would be a stretch|little|few|rarely|seldom|nothing like|without so much as|other than|rather than|instead of|lacks?|lacking|absence of|isn't|aren't|wasn't|doesn't|don't|didn't|won't|wouldn't|can't|cannot|couldn't|shouldn't|needn't|mustn't|hasn't|haven't|fails? to|far from|short of|hardly|barely|scarcely|anything but|unlikely to|unable to|refrain from|devoid of|clear of|away from|avoids?|exempt from|spared|escapes?|steers? clear|below (?:the|any|that) \w+|(?:wrong|unfair|unjust|excessive|unnecessary|needless|absurd|harsh|overkill|premature|disproportionate|unwarranted|unjustified|a mistake|an error|too much|too strict) to|stops? before|miss(?:es|ing)?|nowhere|hard (?:to|put)|difficult to|cease[sd]? to be)\b(?! (?:only|just|merely|doubt|question|matter|wonder|longer in doubt)\b)/gi
/** Withheld, supposed, asked, wished, or told of somebody else. */
const unsettled =
  /\b(?:if|unless|whether|might|maybe|perhaps|possibly|could(?! (?:stay|remain|not|find|see|be (?:kept|left|removed|made|found|seen|detected|identified|established|shown|discerned|spotted|named)))|unsure|unclear|uncertain|ambiguous|question is|depends|suppose|supposing|assuming|in case|e\.g|(?:not|n't) (?:sure|certain|know|clear|conclude|say|tell|decide)|(?:can't|cannot|hard to|difficult to|hardly) (?:say|conclude|tell|be sure|determine|claim|argue|decide|know|judge)|some(?:one)? (?:would|could|may)|one (?:would|could|may)|others|at first|first (?:sight|glance)|let's|let us|need to (?:check|see|determine|decide|consider)|would be|would have|would (?:\w+ )?violate|were|had|typically|usually|normally|in general|generally speaking|example|unlike|compare[ds]?|claims?|argues?|thinks?|believes?|asks?|wants?|hypothetical\w*|theoretical\w*|alternative\w*|potential(?:ly)?|looks like)\b|\beither\b/i
const supposing =
  /^(?:(?:so|and|but),? )?(?:if|unless|suppose|supposing|assuming|in case|had|were|when)\b/i
const account =
  /\b(?:polic(?:y|ies)|rules?|instructions?|guidelines?|definitions?|prompt|system|developer|format|requires?|says?|said|states?|defines?|lists?|means? that|must output|need to output|categor(?:y|ies)|content that|posts? that|messages? that|any \w+ that|things? that|anyone who)\b/i
const accordingTo = new RegExp(
  String.raw`\b(?:under|by|per|according to|based on|with respect to|with regard to|in|as per|given|following|from)\s+${object}(?:\s+(?:as|that was|which was)\s+(?:given|supplied|stated|written))?`,
  'gi',
)
const deictic =
  /(?:^|\b)(?:this|it|it's|that's|that|these|which|(?:the|this|that)(?: \w+)? (?:content|item|post|posting|message|text|request|comment|listing|prompt|input|conversation|reply|review|question|piece|submission|ad|advert|offer|statement|exchange|thread|material|snippet|note|letter|case|whole|tweet|remark|story|user's \w+)|violation|nothing|everything|none|no|such|here|all|we|i|moderators?|reviewers?|the (?:moderator|reviewer|platform|item|entry|advert|seller|author|user|poster))\b/i
/** Up to the next comma: reasons, concessions and examples, which settle nothing. */
const subordinate =
  /\b(?:because|since|as (?:it|there|the|this)|although|though|even (?:if|though|when)|while|whereas|despite|in spite of|regardless of|no matter|whether or not|apart from|except|other than|given|considering|due to|when(?:ever)?)\b[^,;]*(?:[,;]|$)/gi
const joints =
  /[;:,–—]|\s-\s|\b(?:but|however|yet|so(?! (?:that|many|much|far|long)\b)|therefore|thus|hence|and (?:so|thus|therefore)|(?:and|or)(?= (?:no|not|nothing|never|none|neither|nobody|without|(?:it |this )?(?:does|is|has|can|should)(?:n't| not)|cannot|can't)\b))\b|\b(?:and|or)(?= (?:(?:it|this|that|thus|so|therefore|clearly|also) )?(?:violates|breaks|breaches|infringes|contravenes|goes against|falls foul|crosses|must|should|has to|is|needs|deserves|stays|complies)\b)|\b(?=nor\b)/i

/** Reads one sentence; undefined where it judges nothing, two things at once, or is not committed to it. */
export function readPlainJudgement(sentence: string): PlainJudgement | undefined {
  const text = fold(sentence)
  const noted = readNote(text)
  if (noted) return { outcome: noted, inferred: true, ofContent: true }
  if (text.search(core) < 0 || supposing.test(text)) return undefined
  const head = inferenceAtHead.test(text)
  const main = text.replace(subordinate, (cut, at: number) =>
    at === 0 || head ? ' , ' : cut.endsWith(',') ? ' , ' : ' ',
  )
  const inferred = head || inferenceWithin.test(main)
  const read = main.split(joints).flatMap((clause) => {
    const outcome = readClause(clause, inferred)
    return outcome ? [{ outcome, clause }] : []
  })
  const last = read.at(-1)
  if (!last || last.outcome === 'unsettled') return undefined
  const outcomes = new Set(read.map((each) => each.outcome).filter((each) => each !== 'unsettled'))
  if (outcomes.size > 1 && !endsInInference(main) && !aboutIt.test(last.clause)) return undefined
  return { outcome: last.outcome, inferred, ofContent: deictic.test(main) }
}

function readNote(text: string): Outcome | undefined {
  if (text.length > 60 || interjection.test(text)) return undefined
  if (notes.violates.test(text)) return 'violates'
  return notes.allowed.test(text) ? 'allowed' : undefined
}

/** Agrees with a thought of its own, and judges nothing. */
const interjection = /^(?:fine|ok|okay|good|right|alright|all right|clear|sound|proper)[.!]*$/i

/** `It sounds harsh and harmless, but it violates`: what is said of the content last outweighs what was granted. */
const aboutIt =
  /^[\s,]*(?:it|this|that|we|overall|the (?:content|post|message|item|text|request))\b/i

const endsInInference = (text: string): boolean =>
  /\b(?:so|therefore|thus|hence)\b(?! (?:that|many|much|far|long)\b)[^,;]*$/i.test(text)

/** `Verdict: harmless.` */
const announced =
  /^(?:(?:my|our|the|final|overall) ){0,2}(?:verdict|decision|result|outcome|conclusion|assessment|ruling|judge?ment|finding|bottom line|answer)\s*[:–—-]\s*/i

const fold = (text: string): string =>
  text
    .replace(/[’‘]/g, "'")
    .replace(announced, 'so it is ')
    .replace(/\b(it|that|this|there|here|what|which)'s\b/gi, '$1 is')
    .replace(/\b(?:i|we)(?:'d|'ll| would| will)? (?:say|think|believe|feel)\b(?: that)?/gi, ' ')
    .replace(/["“”«»][^"“”«»]*\s[^"“”«»]*["“”«»]/g, ' ')
    .replace(/[*_`"“”]/g, '')
    .trim()

function readClause(clause: string, inferred: boolean): Outcome | 'unsettled' | undefined {
  let found: Outcome | undefined
  let rest = ''
  let from = 0
  for (const match of eachMatch(clause, core)) {
    const before = clause.slice(Math.max(0, match.index - negatesFor), match.index)
    const inside = match[1] === undefined && settledNo.test(match[0]) ? '' : match[0]
    const behind = clause.slice(match.index + match[0].length)
    const negations = count(before) + count(inside) + (negatedBehind.test(behind) ? 1 : 0)
    const isWithin = match[1] === undefined
    const outcome = isWithin === (negations % 2 === 0) ? 'allowed' : 'violates'
    if (found !== undefined && found !== outcome) return 'unsettled'
    found = outcome
    rest += clause.slice(from, match.index)
    from = match.index + match[0].length
  }
  if (found === undefined) return undefined
  rest = (rest + clause.slice(from)).replace(accordingTo, ' ')
  if (!inferred && /\bwould\b/i.test(rest)) return 'unsettled'
  return unsettled.test(rest) || account.test(rest) ? 'unsettled' : found
}

/** How far a negation reaches within its clause. */
const negatesFor = 90
/** `A violation this is not`, `a breach was nowhere to be seen`. */
const negatedBehind =
  /^(?: (?:of|in|here|this|it|that|the|such|any)){0,3} (?:this |it |that )?(?:(?:is|are|was|were|can|could|does|do|has|have)(?: not\b|n't\b| nowhere\b| hardly\b| never\b| absent\b| missing\b| lacking\b| out of the question\b| hard to \w+)|cannot\b)(?! (?:only|just|merely))/i

const count = (text: string): number => text.match(negator)?.length ?? 0
