import type { Completion } from './completion.js'
import type { ErrorClass } from './failure.js'

export type Inspection =
  | { readonly kind: 'usable'; readonly completion: Completion }
  | { readonly kind: 'faulty'; readonly errorClass: ErrorClass; readonly message: string }

/**
 * Whether a completion can carry a verdict at all, by its form alone. Only `stop` can; a reply that
 * leaked channel markers is salvaged from its last final segment and says so.
 * `expectedPromptTokens` is our own count, where the server may shorten prompts silently.
 */
export function inspectCompletion(
  completion: Completion,
  expectedPromptTokens: number | null,
): Inspection {
  if (wasShortened(completion, expectedPromptTokens))
    return faulty(
      'truncation',
      `expected about ${expectedPromptTokens} prompt tokens, the server counted ${completion.usage.promptTokens}`,
    )
  const salvaged = salvage(completion)
  switch (salvaged.finishReason) {
    case 'stop':
      return salvaged.text.trim() === ''
        ? faulty('empty', 'the reply has no final text')
        : { kind: 'usable', completion: salvaged }
    case 'length':
      return faulty('budget', 'the reply ended at the output limit')
    case 'repetition':
      return faulty('loop', 'the server stopped a reply that repeated itself')
    case 'content_filter':
      return faulty('refusal', 'the server withheld the reply')
    case 'tool_calls':
    case 'function_call':
      return faulty('format', 'the reply calls a tool in place of an answer')
    default:
      return faulty('transport', `the reply ended with finish reason ${salvaged.finishReason}`)
  }
}

const finalSegment =
  /<\|channel\|>final(?:<\|constrain\|>[^<]*)?<\|message\|>((?:(?!<\|)[\s\S])*)(?:<\|(?:end|return)\|>)?\s*$/
const analysisSegment =
  /<\|channel\|>analysis<\|message\|>([\s\S]*?)(?=<\|(?:end|return|start|channel)\|>|$)/g

/**
 * Reads raw harmony text, which some servers leave in the content, or in the trace when there is no content. Markers
 * that a reply merely quotes are words of the content it judges and decide nothing: leaked text begins with a marker,
 * and its answer is the last thing in it.
 */
function salvage(completion: Completion): Completion {
  const { text, trace } = completion
  const isLeaked = /^\s*<\|(?:start|channel)\|>/.test(text)
  if (!isLeaked && text.trim() !== '') return completion
  const source = isLeaked ? text : (trace ?? '')
  const answer = finalSegment.exec(source)?.[1]
  if (answer === undefined) return completion
  const analysis = [...source.matchAll(analysisSegment)].map((match) => match[1]).join('\n')
  const holdsTrace = isLeaked && !trace && analysis !== ''
  return {
    ...completion,
    text: answer,
    trace: holdsTrace ? analysis : trace,
    reasoningField: holdsTrace ? 'content' : completion.reasoningField,
    flags: [...completion.flags, 'salvaged'],
  }
}

/** Far from our count means less than three quarters of it: template and tokenizer differ by far less. */
function wasShortened(completion: Completion, expected: number | null): boolean {
  if (expected === null || expected < 500) return false
  if (completion.usage.estimated.includes('promptTokens')) return false
  return completion.usage.promptTokens < expected * 0.75
}

const faulty = (errorClass: ErrorClass, message: string): Inspection => ({
  kind: 'faulty',
  errorClass,
  message,
})
