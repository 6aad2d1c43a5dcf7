const hedges =
  /\b(?:might|maybe|perhaps|possibly|probably|could|may|unclear|ambiguous|uncertain|unsure|not sure|borderline|however|but|wait|hmm|although|though|seems?|likely|i think|not exactly|not necessarily|arguably|potentially)\b|\?/gi

/** Hedging words and questions per word of a trace, 0 to 1; what a risk must be better than to be worth its name. */
export function hedgeDensity(trace: string): number {
  const words = trace.split(/\s+/).length
  if (words < 5) return 0
  const count = trace.match(hedges)?.length ?? 0
  return Math.min(1, (count / words) * 6)
}
