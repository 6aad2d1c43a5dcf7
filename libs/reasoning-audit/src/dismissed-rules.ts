const absent = String.raw`(?:not|n['’]t|no(?: such)?|never|undefined|missing|absent|non-?existent)`
const being = String.raw`\b(?:is|was|are|does|isn|doesn|has|do|did)?\s*`
const defined = String.raw`(?:defin\w*|exist\w*|list\w*|present|includ\w*|mention\w*|provided|in the|part of|there|specified|given|an? (?:code|category|level|rule|section|label))`

/** Whether the trace itself says that there is no such rule (`SC1? There's no SC1 defined`). */
export function isDismissed(trace: string, name: string): boolean {
  const spelt = name
    .replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replace(/\s+/g, String.raw`\s+`)
  return [
    String.raw`(?:\b(?:no|not(?: an?)?|without|lacks?|skips?)|n['’]t(?: have| see| define| include| mention| list| contain)?(?: an?| any)?)\s+(?:explicit |specific |such )?(?:\w+ )?["'“‘(]?(?:[DR]-)?${spelt}(?![\w])`,
    String.raw`(?<![\w])${spelt}["'”’)]?[^.!?\n]{0,12}${being}${absent}\s*(?:\w+\s+){0,2}${defined}`,
    String.raw`(?<![\w])${spelt}["'”’)]?\s*(?:does(?:n['’]t| not) exist|is undefined|is missing|is absent|\(?not (?:in|defined|listed|part))`,
    String.raw`\b(?:does(?:n['’]t| not)|did(?:n['’]t| not)|without|never) (?:define|defining|have|list|listing|include|including|mention|mentioning|contain)\w*\s+(?:\w+\s+){0,2}["'“‘(]?${spelt}(?![\w])`,
  ].some((pattern) => new RegExp(pattern, 'i').test(trace))
}
