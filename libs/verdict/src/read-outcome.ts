import type { OutputContract } from '@assize/policy'
import {
  unreadable,
  type OutcomeReading,
  type OutputSpan,
  type ReadingContext,
} from './outcome-reading.js'
import { readDualCodes } from './read-dual-codes.js'
import { readJson } from './read-json.js'
import { readReport } from './read-report.js'
import { readWords } from './read-words.js'
import { isRefusal } from './refusal.js'

/**
 * The outcome that a raw output states under its contract, without guessing: a label in a wrapper or last after a
 * repeated prompt counts, with a fault of form; a refusal, no label or two unresolved labels leave it undetermined.
 */
export function readOutcome(
  output: string,
  contract: OutputContract,
  context: ReadingContext = {},
): OutcomeReading {
  const { finishReason } = context
  if (finishReason !== undefined && finishReason !== null && finishReason !== 'stop')
    return unreadable('unfinished')
  if (output.trim() === '') return unreadable('empty')
  const final = finalSegment(output)
  if (final) return shift(readFinal(final.text, contract, context), final.start)
  return readFinal(output, contract, context)
}

function readFinal(
  output: string,
  contract: OutputContract,
  context: ReadingContext,
): OutcomeReading {
  const reading = readUnder(output, contract, context)
  const nothing = reading.outcome === 'undetermined' && reading.label === null
  if (!nothing || reading.faults.includes('two-labels') || !isRefusal(output)) return reading
  return unreadable('refusal')
}

function readUnder(
  output: string,
  contract: OutputContract,
  context: ReadingContext,
): OutcomeReading {
  switch (contract.kind) {
    case 'binary':
    case 'words':
    case 'custom':
      return readWords(output, contract, repetitionsOf(output, context.echoes ?? []))
    case 'category-json':
    case 'rationale-json':
      return readJson(output, contract)
    case 'dual-codes':
      return readDualCodes(output, contract)
    case 'report':
      return readReport(output, contract)
  }
}

/** Raw harmony that leaked into the text: the last final segment is the answer. */
function finalSegment(output: string): { text: string; start: number } | undefined {
  if (!output.includes('<|channel|>')) return undefined
  const segments = [...output.matchAll(/<\|channel\|>\s*final[^<]*<\|message\|>/g)]
  const last = segments.at(-1)
  if (!last) return undefined
  const start = last.index + last[0].length
  const stop = output.indexOf('<|', start)
  return { text: output.slice(start, stop < 0 ? output.length : stop), start }
}

function shift(reading: OutcomeReading, by: number): OutcomeReading {
  const { labelSpan } = reading
  return {
    ...reading,
    form: reading.form === 'none' ? 'none' : 'salvaged',
    ...(labelSpan ? { labelSpan: { start: labelSpan.start + by, end: labelSpan.end + by } } : {}),
  }
}

/** Where the output repeats a text it was given, word for word; short texts (`Answer: VALID`) repeat by chance. */
function repetitionsOf(output: string, echoes: readonly string[]): OutputSpan[] {
  return echoes.flatMap((echo) => {
    const text = echo.trim()
    const start = text.length < 16 ? -1 : output.indexOf(text)
    return start < 0 ? [] : [{ start, end: start + text.length }]
  })
}
