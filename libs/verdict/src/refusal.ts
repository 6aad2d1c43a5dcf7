const openings =
  /^[\s"'*>#-]*(?:i['’]?m (?:really |very |so )?sorry|i am (?:very )?sorry|sorry,|i apologi[sz]e|i can(?:['’]?t|not| not)\b|i won['’]?t\b|i will not\b|i['’]?m (?:not able|unable)|i am (?:not able|unable)|unfortunately,? i (?:can|am)|i must decline|as an ai\b|i['’]?d (?:rather|prefer) not)/i
const bodies =
  /\b(?:can(?:['’]?t|not) (?:help|assist|comply|provide|fulfil|fulfill|continue|do that)|unable to (?:help|assist|comply|provide)|won['’]?t (?:help|assist|provide))\b/i

/** Whether the model declined in place of judging. */
export function isRefusal(output: string): boolean {
  const text = output.trim()
  if (text.length > 1200) return openings.test(text) && bodies.test(text.slice(0, 400))
  return openings.test(text)
    ? bodies.test(text) || text.length < 160
    : bodies.test(text) && text.length < 400
}
