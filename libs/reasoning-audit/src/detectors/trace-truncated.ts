import { listCodeMentions } from '@assize/policy'
import { listLabelTokens } from '@assize/verdict'
import type { Finding } from '../finding.js'
import type { SubjectReading } from '../subject-reading.js'

/** A chain of thought that stops in the middle: cut by a limit, or lost after the model had finished. */
export const traceTruncated = {
  type: 'trace-truncated',
  about: {
    catches:
      'a trace that breaks off in a sentence, a server that hit its limit, or far more tokens counted than the text holds',
    blindSpots: 'a cut that falls on the end of a sentence where no tokens were counted',
  },
  detect,
} as const

interface Sign {
  readonly confidence: number
  readonly message: string
  readonly evidence: Readonly<Record<string, unknown>>
}

function detect({ subject }: SubjectReading): Finding<'trace-truncated'>[] {
  const body = withoutOuterMark(subject.trace.trimEnd())
  if (body === '') return []
  const answered = endsInAnswer(body, subject.contract.labels)
  const signs = [
    atLimit(subject.finishReason),
    answered ? undefined : brokenOff(body),
    tokensLost(body, subject.reasoningTokens),
  ].filter((sign): sign is Sign => sign !== undefined)
  const [sign] = signs.sort((a, b) => b.confidence - a.confidence)
  if (!sign) return []
  const start = startOfTail(body)
  return [
    {
      type: 'trace-truncated',
      severity: 'hard',
      spans: [{ in: 'trace', start, end: body.length }],
      ...sign,
    },
  ]
}

const shownWords = 25
const farthestBack = 2_000

/** The last words of the last line: counted in words, which are as many in every form of a text. */
function startOfTail(body: string): number {
  let at = body.length
  const lastLine = Math.max(body.lastIndexOf('\n') + 1, body.length - farthestBack)
  for (let words = 0; words < shownWords && at > lastLine; words += 1)
    at = Math.max(lastLine, body.lastIndexOf(' ', at - 1))
  return at + (body[at] === ' ' ? 1 : 0)
}

/** A trace handed on in quotation marks ends before the closing one. */
const withoutOuterMark = (text: string): string =>
  /^\s*(?:"[^"]*"|“[^“”]*”|«[^«»]*»)$/.test(text) ? text.slice(0, -1).trimEnd() : text

const atLimit = (finishReason: string | null | undefined): Sign | undefined =>
  finishReason === 'length'
    ? {
        confidence: 0.9,
        message: 'the completion ran into its limit and the trace stops there',
        evidence: { finishReason },
      }
    : undefined

/** A label or a rule code may end a trace without a full stop. */
function endsInAnswer(text: string, labels: Parameters<typeof listLabelTokens>[1]): boolean {
  const tail = text.slice(-60)
  const last = [...listLabelTokens(tail, labels, []), ...listCodeMentions(tail)]
    .map((each) => each.end)
    .sort((a, b) => b - a)[0]
  return last !== undefined && /^["'”’*`).}\]\s]*$/.test(tail.slice(last))
}

const openMark = /(?:^|\s)["“‘([{]+[\p{L}\p{N}]*$/u
const closed =
  /[.!?…。！？]["'”’)\]*_`}]*$|[\p{L}\p{N}%]["”’`}\])*]+$|\p{Extended_Pictographic}(?:\p{M}|\u200d|["”’)])*$/u
const hanging =
  /(?:\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|but|if|that|which|is|are|was|be|not|as|this|we|they|because|so|would|could|should|may|might|can|will)|[,;:–—-])$/iu
const cutMark = /[[(<…](?:\.\.\.)?\s*(?:truncated|cut off|snip(?:ped)?|omitted)[^\n]{0,20}$/i

function brokenOff(text: string): Sign | undefined {
  const tail = text.slice(-120)
  const confidence = breakConfidence(tail)
  const message = 'the trace stops in the middle of a sentence'
  return confidence === 0 ? undefined : { confidence, message, evidence: { sign: 'ending' } }
}

/** How surely a text breaks off; 0 where its end could be one. */
function breakConfidence(tail: string): number {
  if (openMark.test(tail) || cutMark.test(tail)) return 0.9
  if (closed.test(tail)) return 0
  if (hanging.test(tail)) return 0.9
  const line = tail.slice(tail.lastIndexOf('\n') + 1)
  return /^\s*(?:[-*•|]|\d+[.)]|#+)\s/.test(line) ? 0.4 : 0.7
}

/** English traces run to 3.5 characters a token and more; other scripts to fewer. */
const fewestCharactersPerToken = 3

function tokensLost(text: string, reasoningTokens: number | null | undefined): Sign | undefined {
  if (!reasoningTokens || reasoningTokens < 60) return undefined
  const perToken = text.length / reasoningTokens
  if (perToken >= fewestCharactersPerToken || !isMostlyAscii(text)) return undefined
  return {
    confidence: perToken < 2 ? 0.85 : 0.65,
    message: 'the trace is shorter than the tokens the server counted for it',
    evidence: { sign: 'tokens', reasoningTokens, characters: text.length },
  }
}

const isMostlyAscii = (text: string): boolean =>
  (text.match(/[^\p{ASCII}]/gu)?.length ?? 0) * 20 < text.length
