/**
 * Classes of words by which a trace says that content goes against the rules or keeps to them, whatever the rules are.
 * Each class is a part of a pattern over lower and upper case, with `'` for every apostrophe.
 */
const alternatives = (words: string): string => words.trim().replace(/\s+/g, '|')

export const rule = String.raw`(?:polic(?:y|ies)|rules?|rulebook|guidelines?|terms|standards?|criteri(?:on|a)|provisions?|sections?|clauses?|code|limits|bounds|prohibitions?|bans?|requirements?|restrictions?)`
const article = String.raw`(?:(?:the|this|that|our|any|an?|its|these|those|(?:one|some|all|any|each) of(?: the| these)?|all|every|single|supplied|given|stated|current|\w+'s)\s+){0,3}`
export const object = String.raw`${article}(?:[\w-]+\s+)?${rule}`
const amply = String.raw`(?:(?:also|still|just|quite|very|all|perfectly|entirely|completely|fully|clearly|totally|generally|otherwise|definitely|certainly|indeed|thus|therefore|simply|plainly|explicitly|strictly|wholly|rather|really|altogether|obviously|evidently)\s+){0,2}`
const act = String.raw`(?:it|this|that|such|the \w+)`
const grounds = String.raw`(?:grounds?|reasons?|cause|basis|occasion|call|case)`

/** What is done to content that goes against the rules. */
const removed = String.raw`(?:${alternatives(`
  removed blocked rejected deleted hidden flagged banned refused denied disallowed pulled withheld stopped withdrawn
  suppressed struck barred sanctioned declined disapproved excluded dropped moderated actioned penali[sz]ed restricted
  intercepted censored purged erased binned removed unpublished
`)}|taken (?:down|off|away|out)|kept (?:out|off)|turned (?:down|away)|acted (?:on|upon|against)|thrown out|cut)`
const remove = String.raw`(?:remove|block|reject|delete|hide|flag|ban|pull|withhold|stop|refuse|deny|suppress|strike|bar|sanction|exclude|intervene|disapprove|decline|take (?:${act} )?(?:down|off|out)|take (?:any |some )?(?:action|steps|measures)(?: against| on)?|act (?:on|upon|against)|act(?=[\s.!]*$)|step in|turn (?:${act} )?(?:down|away)|object(?: to)?(?=[\s.!]|$))`
const removal = String.raw`(?:removal|(?:a )?takedown|deletion|blocking|rejection|intervention|enforcement|sanctions?|action|moderation|suppression|objections?|complaints?|concerns?|measures?|steps)`
/** What is done with content that keeps to them. */
const kept = String.raw`(?:(?:stay|remain|live|stand|run|go|be)(?: up| online| live| on| ahead| where (?:it|they) (?:is|are)| as (?:it|they) (?:is|are)| in place| there|(?=[\s.!]*$))|pass(?: through| muster)?(?=[\s.!]*$)|pass\b|go (?:through|ahead|live|up)|proceed|be (?:kept|left|allowed|approved|published|accepted|permitted|let through|passed|admitted|waved through|cleared|shown|posted|tolerated))`

const forbids = String.raw`(?:prohibits?|forbids?|bans?|disallows?|bars?|rules? out|outlaws?|excludes?|condemns?|precludes?|proscribes?|prevents?|catch(?:es)?|objects? to|speaks? against|(?:does|do) not (?:allow|permit|tolerate|accept)|prohibited|forbade|banned|disallowed|guards? against|aims? (?:at|against)|targets?|was (?:made|written|meant) (?:for|against))`
const bad = String.raw`(?:${alternatives(`
  disallowed prohibited forbidden impermissible unacceptable inadmissible unsafe non-?compliant banned barred verboten taboo
  intolerable objectionable unallowable unpermitted ineligible actionable violative violating infringing offending illicit
  non-?conforming rule-?breaking unsupportable indefensible inexcusable unlawful off-?limits
`)}|out of (?:bounds|line|order|the question)|off limits|beyond the pale|in the wrong)`
const good = String.raw`(?:${alternatives(`
  fine ok okay allowed permitted permissible acceptable allowable safe benign harmless legitimate unproblematic innocuous
  alright admissible clean compliant unobjectionable inoffensive innocent conforming tolerable unremarkable eligible
  conformant lawful non-?violating violation-free proper above-?board blameless faultless spotless uncontroversial
  unexceptionable kosher passable tolerated publishable approvable defensible welcome
`)}|(?:clear|sound|proper|fit|right|good|free|spotless)(?=[\s.!]*$| (?:under|by|of|as it|in this|here)\b)|all right|in order|in the clear|above board|good to go|fair game|free (?:to|of)|no problem|up to standard|of no concern|nothing (?:special|much))`
const fault = String.raw`(?:${alternatives(`
  violations? violates breach(?:es)? infringements? contraventions? infractions? offen[cs]es? transgressions? fouls? faults? misdeeds?
  wrongdoings? objections? concerns? problems? issues? wrong amiss objectionable problematic prohibited forbidden disallowed illegal
  actionable conflicts? clash(?:es)? hits? matches harms? trespass(?:es)? non-?compliance infringe breaks? harmful impermissible
  unacceptable incriminating offending questionable
`)}|red flags?|fault)`

export const against = [
  String.raw`violat(?:es|e|ing|ions?|ed|ive|or)(?:(?:\s+(?:of|against))?\s+${object})?`,
  String.raw`(?:breach(?:es|ed|ing)?|break(?:s|ing)?|broke|contraven(?:es|ed?|ing)|infring(?:es|ed?|ing)(?: on| upon)?|transgress(?:es|ed|ing)?|flout(?:s|ed|ing)?|offends?(?: against)?|(?:runs?|goes|going|is|counter|contrary) (?:counter |contrary )?(?:to|against)|against|falls? foul of|runs? afoul of|in breach of|at (?:odds|variance) with|conflicts? with|in conflict with|clash(?:es|ing)? with|collides? with|incompatible with|inconsistent with|contradicts?|exceed(?:s|ed|ing)?|overstep(?:s|ped|ping)?|beyond|outside(?: of)?|trip(?:s|ped|ping)?|fail(?:s|ed|ing)?)\s+${object}`,
  String.raw`(?:goes|going|steps?|falls?|is|lies|well|far|reaches) (?:beyond|outside|past|over) (?:of )?(?:what (?:is|the \w+|we|it|they|may|can)(?: (?:is|are|be))? ?(?:allowed|permitted|acceptable|permits?|allows?|tolerates?|tolerable|accepts?)?|any (?:\w+ )?(?:limit|bound)s?)`,
  String.raw`(?:an?|any|clear|no|in|plain|obvious|evident|the)\s+(?:\w+\s+)?(?:breach|infringement|contravention|infraction|transgression|offen[cs]e)(?:\s+of\s+${object})?`,
  String.raw`in (?:breach|violation|contravention|infringement)(?=[\s.!]*$)`,
  String.raw`(?:what\s+|(?:things?|sort|kind|type|material|conduct|behaviou?r|content|stuff|case)s?\s+(?:of thing\s+)?(?:that\s+|which\s+)?)?${object}\s+(?:(?:does not|doesn't|do not|don't|never|would|clearly)\s+)?(?:\w+ly\s+)?(?:${forbids})\s+(?:(?:exactly|precisely|just|such|all|any of)\s+)?(?:this|it|that|them|things?)?`,
  String.raw`(?:what|something|anything|things? that|one that|thing)\s+${object}\s+(?:\w+ly\s+)?(?:${forbids})`,
  String.raw`${object}\s+(?:rules?|shuts?|keeps?) (?:this|it|that)(?: (?:sort|kind|type) of thing)? out`,
  String.raw`(?:caught|hit|covered|barred|banned|forbidden|prohibited|ruled out|excluded|reached|struck|condemned) (?:by|under|in) ${object}`,
  String.raw`${rule}\s+(?:is|are|was|were|has been|have been|gets?)\s+(?:\w+ly\s+)?(?:being\s+)?(?:broken|breached|violated|infringed|contravened|flouted|offended|tripped|triggered|hit)`,
  String.raw`${bad}(?=\s*(?:$|[.,;!)\]]|under\b|by\b|here\b|per\b|as\b|and\b|or\b|in this\b|within\b|according\b|material\b|content\b|matter\b|conduct\b|stuff\b|thing\b))`,
  String.raw`(?:has|have|had|needs?|ought|is|are|deserves?|supposed)\s+to\s+(?:be ${removed}|go(?=[\s.,!]*$)|come (?:down|off))`,
  String.raw`(?:must|should|will|shall|needs?|gets?|is|was|be|can|may|would|'d)\s+(?:not\s+)?(?:be\s+|being\s+|to be\s+|been\s+|best\s+)?(?:${removed}|come (?:down|off)|(?<=\b(?:must|should|will|shall) )go(?=[\s.,!]*$))`,
  String.raw`(?:must|should|have to|has to|need to|needs to|ought to|${grounds} (?:to|for us to)|going to|we|i|will|'ll|would|'d|to|moderators?|reviewers?|platform|had better|better|best to|shall|can|may|nothing to|(?:needs?|requires?) us to)\s+(?:not\s+)?${remove}(?![\w-])`,
  String.raw`${grounds} (?:for|to demand|to order) (?:its |the |a |any )?${removal}`,
  String.raw`(?:deserves?|warrants?|merits?|requires?|calls? for|demands?|justif(?:y|ies)|needs?|necessitates?|prompts?|gives rise to|invites?)\s+(?:(?:a|an|any|its|the|some|immediate|our|further|no)\s+)*${removal}`,
  String.raw`(?:cross(?:es|ed|ing)?|over|past|across|beyond) (?:the|a|any|that|some|every) (?:\w+ )?(?:line|mark|limit|boundary|threshold of)|(?:the|a|that) line (?:is|was|has been|gets) crossed|goes? (?:\w+ )?too far`,
  String.raw`thumbs down|red (?:card|light)|no-go`,
].join('|')

export const within = [
  String.raw`(?:compl(?:y|ies|ied|ying)|compliant|(?:fully )?in (?:line|accordance|compliance|keeping|agreement|harmony|conformity)|consistent|compatible|conforms?|conforming|accords?|agrees?|squares?|sits? well|abides?|adheres?|keeps?|sticks?|holds?)\s+(?:with|to|by)\s+${object}`,
  String.raw`(?:respects?|observes?|honou?rs?|meets?|satisf(?:y|ies)|follows?|fulfils?|fulfills?|obeys?|passes|clears?|heeds?)\s+(?:all\s+|each\s+|every\s+)?${object}`,
  String.raw`${object}\s+(?:(?:does not|doesn't|do not|don't|would|clearly)\s+)?(?:\w+ly\s+)?(?:permits?|allows?|tolerates?|accepts?|welcomes?|leaves? room for|(?:has|have) no (?:problem|objection|quarrel|issue)s? (?:with|to)|(?:has|have) nothing (?:against|to say (?:against|about)))\s*(?:(?:exactly|precisely|just|such)\s+)?(?:this|it|that|things?)?(?=[\s.,;!]|$)`,
  String.raw`(?:can|cannot|can't|may|should|shouldn't|would|wouldn't|will|won't|'d|i|we)\s+(?:not\s+)?let (?:it|this|that|the \w+) (?:stand|pass|stay|go|through|be|live|slip)`,
  String.raw`compliant|complies(?=[\s.!]*$)|(?:does not|doesn't) comply(?=[\s.!]*$)|non-?violating|violation-free`,
  String.raw`(?:within|inside|on the right side of)\s+(?:${object}|(?:what|all that|everything) (?:is|the \w+|we|may|can)(?: (?:is|are|be))? ?(?:allowed|permitted|acceptable|permits?|allows?|tolerates?|tolerable|accepts?)|(?:the )?(?:acceptable|permitted|allowed|tolerable)(?: \w+)?)`,
  String.raw`(?:is|are|be|been|isn't|aren't|wasn't|this|as|looks|remains|was|were|seems|appears|stays|not|and|or|nothing|here|it|item|text|content|post|message|all|everything|comes? (?:out|back)|deemed|judged|considered|found(?: to be)?|counts as|proves|than)\s+${amply}(?:an?\s+)?${amply}${good}(?![\w-])`,
  String.raw`(?:can|cannot|can't|may|should|shouldn't|could|must|mustn't|will|to|free to|gets to|is to|'ll|would|might)\s+(?:(?:not|still|also|safely|therefore|thus|well|simply|just|surely)\s+)?${kept}`,
  String.raw`(?:can|cannot|can't|may|should|shouldn't|will|'ll|we|i|to|would|must|mustn't|moderators?|reviewers?)\s+(?:(?:not|still|also|safely|just|simply)\s+)?(?:leave|let|keep|wave|pass|put|clear|green-?light|tolerate) (?:it|this|that|the \w+)(?: (?:up|through|alone|stay|pass|be|online|in place|as (?:it|is|posted)\b|where|standing|live|untouched|on|there|go|by|stand|in peace))`,
  String.raw`(?:we|i|can|cannot|can't|may|should|shouldn't|'ll|will|to|must|moderators?|reviewers?)\s+(?:(?:not|still|also|safely)\s+)?(?:allow|approve|permit|accept|publish|admit|tolerate|green-?light|clear|endorse) (?:it|this|that|the \w+)`,
  String.raw`stays(?: up| online| on| live| put| where it is|(?=[\s.!]*$))|goes (?:through|ahead|live)|passes(?: muster| through| inspection| the \w+)?|pass(?:es)? muster`,
  String.raw`(?:gets?|given?|gives?|gave|earns?|receives?|deserves?|has|have|it is|is) (?:a|an|the|our|my|its) (?:\w+ )?(?:pass|green light|all-clear|go-ahead|ok|okay|nod|clearance|approval|thumbs up|clean bill of health)`,
  String.raw`no (?:further )?(?:action|intervention|removal|moderation|measures?|steps|enforcement|sanction) (?:is |are |would be |seems )?(?:needed|required|warranted|necessary|called for|justified|due|appropriate|to be taken|indicated)`,
  String.raw`(?:nothing|not anything|little|not a thing|naught) (?:(?:is|was|here|in it|there|about it|i see|we see|could be|can be|seems|looks|that is|that's|which is|found|i find|we find) ){0,3}(?:wrong|problematic|objectionable|prohibited|forbidden|disallowed|illegal|amiss|actionable|harmful|questionable|impermissible|out of (?:order|line|bounds|place)|(?:left |here |for us )*to (?:object|complain|act|enforce|remove|report|flag|sanction|criticise|block|moderate|do|worry|fault|find|answer|hide|hold)(?: to| on| about| against| here| for)*)`,
  String.raw`(?:none|not any|no(?:ne of the)?)\s*(?:of (?:the|these|those|its) )?(?:\w+ )?(?:${rule}|prohibitions?|categories|violations?) (?:is|are|was|were|has been|have been)?\s*(?:apply|applies|applied|triggered|touched|engaged|met|matched|relevant|present|found|fits?|hit|bear|bears|concerned|at stake|reached|tripped)`,
  String.raw`(?:no|without(?: any| a)?|zero|not (?:a single|any|one)|hardly any|free (?:of|from)(?: any)?|(?:lack|absence) of(?: any)?|devoid of(?: any)?)\s+(?:[\w-]+\s+){0,2}?(?:${fault})(?![\w-])`,
  String.raw`(?:no|not|hardly(?: any| a)?|little|without(?: any)?) (?:\w+ )?${grounds} (?:for|to|against)(?= (?:act|interven|remov|block|object|complain|it\b|this\b|a |any |its |concern|action|enforce|hid|moderat|tak|flag|reject|sanction|delet|ban|pull|step))(?: (?:act\w*|interven\w*|remov\w*|block\w*|object\w*|complain\w*|concern|action|enforcement|hid\w*|moderat\w*|tak\w* (?:it )?(?:down|action|off)|flag\w*|reject\w*|sanction\w*|delet\w*|ban|pull|step in)(?: it| this| on it)?)?`,
  String.raw`(?:has|have|had|finds?|deserves?) (?:a |any |no |its )?(?:place|room|business|standing)(?= (?:on|in|under|here|there|within|among)\b|[.!]|$)|belongs? (?:here|there|on (?:this|the|our) \w+)`,
  String.raw`thumbs up|green light|all clear`,
].join('|')

/** Settles it by its own negation: `no breach`, `nothing wrong`. */
export const settledNo =
  /^(?:no |nothing|none|not (?:any|a |one|anything)|little|naught|zero |hardly|without|free |lack|absence|devoid)/i

/** Notes without a verb: `Clean.`, `Not allowed.`, `Grounds for removal.` */
export const notes = {
  allowed: new RegExp(
    String.raw`^(?:so |thus |hence |then |overall |result: |all )?(?:${amply}${good}|not ${amply}${bad}|a pass|no (?:\w+ )?(?:${fault})|nothing (?:\w+ ){0,2}to (?:\w+ ){0,2}\w+)(?: (?:here|then|overall|at all|whatsoever|under (?:the|this) \w+|by (?:the|these|this) \w+|it is|after all|in it))?[.!]*$`,
    'i',
  ),
  violates: new RegExp(
    String.raw`^(?:so |thus |hence |then |overall |result: )?(?:${amply}${bad}|not ${amply}${good}|an? (?:\w+ )?(?:violation|breach|infringement|infraction|offen[cs]e|fail)|${grounds} (?:for|to) \w+(?: \w+)?|(?:for )?${removal.replace('|action', '').replace('|objections?|complaints?|concerns?', '').replace('|moderation', '')})(?: (?:here|then|overall|clearly|under (?:the|this) \w+|by (?:the|these|this) \w+|it is|after all))?[.!]*$`,
    'i',
  ),
} as const
