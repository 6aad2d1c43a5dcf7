import type { Finding } from '../finding.js'
import { listLabelTokens } from '@assize/verdict'
import type { SubjectReading } from '../subject-reading.js'

/** A chain of thought that stops in the middle: cut by a limit, or lost after the model had finished. */
export const traceTruncated = { type: 'trace-truncated', detect } as const

function detect(reading: SubjectReading): Finding<'trace-truncated'>[] {
  const { trace, finishReason, contract, reasoningTokens } = reading.subject
  const body = trace.trimEnd()
  if (body === '') return []
  const atLimit = finishReason === 'length'
  const broken = brokenEnding(body) && !endsInAnswer(body, reading)
  const missing = lostShare(body, reasoningTokens)
  const confidence = Math.max(
    atLimit ? 0.9 : 0,
    broken ? brokenEnding(body) : 0,
    missing > 0.4 ? 0.8 : 0,
  )
  if (confidence === 0) return []
  return [
    {
      type: 'trace-truncated',
      severity: 'hard',
      confidence,
      spans: [{ in: 'trace', start: Math.max(0, body.length - 80), end: body.length }],
      message: atLimit
        ? 'the completion ran into its limit and the trace stops there'
        : broken
          ? 'the trace stops in the middle of a sentence'
          : 'the trace is much shorter than the tokens the server counted for it',
      evidence: { finishReason: finishReason ?? null, contract: contract.kind, missing },
    },
  ]

  function endsInAnswer(text: string, { subject }: SubjectReading): boolean {
    const last = listLabelTokens(text.slice(-60), subject.contract.labels, []).at(-1)
    return last !== undefined && /^["'”’*`).\s]*$/.test(text.slice(-60).slice(last.end))
  }
}

const closed = /[.!?…:;。！？]["'”’)\]*_`}]*$|["”’`}\])*]$|\p{Extended_Pictographic}\p{M}*$/u
const hanging =
  /(?:\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|but|if|that|which|is|are|was|be|not|no|as|it|this|we|they|because|so|would|could|should|may|might|can|will)|[,(\[{–—-]|["“‘(]\p{L}*)$/iu

/** How surely a text breaks off; 0 where its end could be one. */
function brokenEnding(text: string): number {
  if (closed.test(text)) return 0
  if (hanging.test(text)) return 0.9
  const line = text.slice(text.lastIndexOf('\n') + 1)
  const isItem = /^\s*(?:[-*•]|\d+[.)]|#+)\s/.test(line) || line.trim().split(/\s+/).length < 4
  return isItem ? 0.4 : 0.7
}

/** Share of the counted tokens that the text cannot account for, at six characters a token or fewer. */
function lostShare(text: string, reasoningTokens: number | null | undefined): number {
  if (!reasoningTokens || reasoningTokens < 80) return 0
  const most = text.length / 2.5
  return most < reasoningTokens ? Math.round((1 - most / reasoningTokens) * 100) / 100 : 0
}
