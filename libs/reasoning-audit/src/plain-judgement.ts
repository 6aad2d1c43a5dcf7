import type { Outcome } from '@assize/policy'

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

const rule = String.raw`(?:polic(?:y|ies)|rules?|guidelines?|terms|standards?|criteri(?:on|a)|provisions?|sections?|clauses?|code|limits|bounds)`
const article = String.raw`(?:(?:the|this|that|our|any|an?|its|these|those|(?:one|some|all|any|each) of(?: the| these)?|all|every|single|supplied|given|stated|current|\w+'s)\s+){0,3}`
const object = String.raw`${article}(?:[\w-]+\s+)?${rule}`
const amply = String.raw`(?:(?:also|still|just|quite|very|all|perfectly|entirely|completely|fully|clearly|totally|generally|otherwise|definitely|certainly|indeed|thus|therefore|simply|plainly|explicitly|strictly)\s+){0,2}`
const removed = String.raw`(?:removed|taken down|blocked|rejected|deleted|hidden|flagged|banned|refused|denied|disallowed|pulled)`
const kept = String.raw`(?:(?:stay|remain)(?: up| online|(?=[\s.!]*$))|pass(?=[\s.!]*$)|go through|be (?:kept|left (?:up|alone|in place|online)|allowed|approved|published|accepted|permitted|let through))`
const forbids = String.raw`(?:prohibits?|forbids?|bans?|disallows?|bars?|rules? out)`
const act = String.raw`(?:it|this|that|the \w+)`

const against = [
  String.raw`violat(?:es|e|ing|ions?|ed)(?:(?:\s+(?:of|against))?\s+${object})?`,
  String.raw`(?:breach(?:es|ed|ing)?|break(?:s|ing)?|broke|contraven(?:es|ed?|ing)|infring(?:es|ed?|ing)(?: on| upon)?|against|falls? foul of|runs? afoul of|in breach of|at odds with|conflicts? with)\s+${object}`,
  String.raw`(?:a|any|clear|no|in)\s+(?:breach|infringement|contravention)(?:\s+of\s+${object})?`,
  String.raw`(?:what\s+)?${object}\s+(?:(?:does not|doesn't|do not|don't|never)\s+)?(?:\w+ly\s+)?${forbids}\s+(?:(?:exactly|precisely|just)\s+)?(?:this|it|that)`,
  String.raw`${object}\s+(?:rules?|shuts?) (?:this|it|that)(?: (?:sort|kind|type) of thing)? out`,
  String.raw`what\s+${object}\s+${forbids}|take action (?:against|on)`,
  String.raw`${rule}\s+(?:is|are|was|were|has been|have been|gets?)\s+(?:being\s+)?(?:broken|breached)`,
  String.raw`(?:disallowed|prohibited|forbidden|impermissible|unacceptable|inadmissible|unsafe|non-?compliant|out of bounds|off limits)(?=\s*(?:$|[.!)\]]|under\b|by\b|here\b|per\b|as\b|and\b|or\b|in this\b|within\b|according\b))`,
  String.raw`(?:has|have|had|needs?|ought) to (?:be ${removed}|go|come down)`,
  String.raw`(?:must|should|will|shall|needs?)\s+(?:not\s+)?(?:be\s+|being\s+|to be\s+)?(?:${removed}|come down)`,
  String.raw`(?:must|should|have to|has to|need to|needs to|reason to|cause to|grounds to|going to|we|will|'ll)\s+(?:remove|take ${act} down|take down|block|reject|delete|hide|flag|ban|pull)\b`,
  String.raw`cross(?:es|ed) the line|over the line`,
].join('|')
const within = [
  String.raw`(?:compl(?:y|ies|ied|ying)|compliant|(?:fully )?in (?:line|accordance|compliance|keeping)|consistent|conforms?)\s+(?:with|to)\s+${object}`,
  String.raw`${object}\s+(?:(?:does not|doesn't|do not|don't)\s+)?(?:\w+ly\s+)?(?:permits?|allows?|tolerates?|accepts?|(?:has|have) no (?:problem|objection|quarrel)s? (?:with|to)|(?:has|have) nothing against)\s+(?:(?:exactly|precisely|just)\s+)?(?:this|it|that)`,
  String.raw`(?:can|cannot|can't|may|should|shouldn't|would|wouldn't|will|won't|'d|i|we)\s+(?:not\s+)?let (?:it|this|that|the \w+) (?:stand|pass|stay|go)`,
  String.raw`compliant|complies(?=[\s.!]*$)|(?:does not|doesn't) comply(?=[\s.!]*$)|non-?violating|violation-free`,
  String.raw`(?:within|inside)\s+${object}`,
  String.raw`(?:is|are|be|isn't|aren't|wasn't|this|as|looks|remains|was|seems|not|and|or|nothing|here)\s+${amply}(?:an?\s+)?(?:fine|ok|okay|allowed|permitted|permissible|acceptable|allowable|safe|benign|harmless|legitimate|unproblematic|innocuous|all right|alright|admissible|in order)`,
  String.raw`(?:can|cannot|can't|may|should|shouldn't|could|must|will|to)\s+(?:(?:not|still|also|safely|therefore|thus)\s+)?${kept}`,
  String.raw`(?:can|cannot|can't|may|should|shouldn't|will|'ll|we|to)\s+(?:(?:not|still|also|safely)\s+)?(?:leave|let|keep) (?:it|this|that|the \w+)(?: (?:up|through|alone|stay|pass|be|online|in place))`,
  String.raw`(?:we|can|cannot|can't|may|should|shouldn't|'ll|will|to)\s+(?:(?:not|still|also|safely)\s+)?(?:allow|approve|permit|accept|publish) (?:it|this|that|the \w+)`,
  String.raw`stays(?: up| online|(?=[\s.!]*$))`,
  String.raw`no (?:further )?(?:action|intervention|removal|moderation) (?:is |would be )?(?:needed|required|warranted|necessary|called for)`,
  String.raw`(?:nothing|not anything) (?:(?:is|was|here|in it|there) ){0,2}(?:wrong|problematic|objectionable|prohibited|forbidden|disallowed|illegal|to (?:object|complain|act|enforce|remove)(?: to| on)?)`,
  String.raw`(?:none|not any|no(?:ne of the)?)\s*(?:of (?:the|these|those|its) )?(?:\w+ )?(?:${rule}|prohibitions?|categories|violations?) (?:is|are|was|were|has been|have been)?\s*(?:apply|applies|applied|triggered|touched|engaged|met|matched|relevant|present|found)`,
].join('|')
const core = new RegExp(String.raw`(?<![\w-])(?:(${against})|(${within}))(?![\w-])`, 'gi')

const negator =
  /\b(?:not|no|never|nothing|none|nobody|without|neither|nor|free of|free from|lacks?|absence of|isn't|aren't|wasn't|doesn't|don't|didn't|won't|wouldn't|can't|cannot|couldn't|shouldn't|needn't|mustn't|hasn't|haven't|fails? to|far from|cease[sd]? to be)\b(?! (?:only|just|merely|doubt|question|matter|wonder|longer in doubt)\b)/gi
const settledNo =
  /^(?:no (?:further )?(?:action|intervention|removal|moderation)|nothing|none|not any|no(?:ne of the)? )/i

/** Withheld, supposed, asked, wished, or told of somebody else. */
const unsettled =
  /\b(?:if|unless|whether|might|maybe|perhaps|possibly|could(?! (?:stay|remain|be (?:kept|left|removed)))|unsure|unclear|uncertain|ambiguous|question is|depends|suppose|supposing|assuming|in case|e\.g|(?:not|n't) (?:sure|certain|know|clear|conclude|say|tell|decide)|(?:can't|cannot|hard to|difficult to|hardly) (?:say|conclude|tell|be sure|determine|claim|argue|decide|know|judge)|some(?:one)? (?:would|could|may)|one (?:would|could|may)|others|at first|first (?:sight|glance)|let's|let us|need to (?:check|see|determine|decide|consider)|would be|would have|would (?:\w+ )?violate|were|had|typically|usually|normally|in general|generally speaking|example|unlike|compare[ds]?|claims?|argues?|thinks?|believes?|asks?|wants?|hypothetical\w*|theoretical\w*|alternative\w*|potential(?:ly)?|looks like)\b|\beither\b/i
const supposing =
  /^(?:(?:so|and|but),? )?(?:if|unless|suppose|supposing|assuming|in case|had|were|when)\b/i
const account =
  /\b(?:polic(?:y|ies)|rules?|instructions?|guidelines?|definitions?|prompt|system|developer|format|requires?|says?|said|states?|defines?|lists?|means? that|must output|need to output|categor(?:y|ies)|content that|posts? that|messages? that|any \w+ that|things? that|anyone who)\b/i
const accordingTo = new RegExp(
  String.raw`\b(?:under|by|per|according to|based on|with respect to|with regard to|in|as per|given|following|from)\s+${object}(?:\s+(?:as|that was|which was)\s+(?:given|supplied|stated|written))?`,
  'gi',
)
const deictic =
  /(?:^|\b)(?:this|it|it's|that's|that|these|which|(?:the|this|that)(?: \w+)? (?:content|item|post|posting|message|text|request|comment|listing|prompt|input|conversation|reply|review|question|piece|submission|ad|advert|offer|statement|exchange|thread|material|snippet|note|letter|case|whole|tweet|remark|story|user's \w+)|violation|nothing|everything|none|no violations?|we)\b/i
/** Up to the next comma: reasons, concessions and examples, which settle nothing. */
const subordinate =
  /\b(?:because|since|as (?:it|there|the|this)|although|though|even (?:if|though|when)|while|whereas|despite|in spite of|regardless of|no matter|whether or not|apart from|except|other than|given|considering|due to|when(?:ever)?)\b[^,;]*(?:[,;]|$)/gi
const joints =
  /[;:,–—]|\s-\s|\b(?:but|however|yet|so(?! (?:that|many|much|far|long)\b)|therefore|thus|hence|and (?:so|thus|therefore))\b/i

/** Reads one sentence; undefined where it judges nothing, two things at once, or is not committed to it. */
export function readPlainJudgement(sentence: string): PlainJudgement | undefined {
  const text = fold(sentence)
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
  for (const match of clause.matchAll(core)) {
    const before = clause.slice(Math.max(0, match.index - 48), match.index)
    const inside = settledNo.test(match[0]) ? '' : match[0]
    const negations = count(before) + count(inside)
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

const count = (text: string): number => text.match(negator)?.length ?? 0
