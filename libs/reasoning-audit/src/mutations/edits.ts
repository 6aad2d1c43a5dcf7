import { listLabelTokens } from '@assize/verdict'
import { listSentences, type Sentence } from '../sentences.js'
import { readWords } from '../words.js'
import type { JudgedCase } from './mutation.js'
import type { SeededRandom } from './random.js'

/** Puts a sentence between two others, before the last part of the trace where it concludes. */
export function insertSentence(trace: string, sentence: string, random: SeededRandom): string {
  const sentences = listSentences(trace)
  const places = sentences
    .slice(1, Math.max(2, Math.floor(sentences.length * 0.7)))
    .filter(({ start }) => isOutsideQuotes(trace, start) && /\s/.test(trace[start - 1] ?? ''))
  const place = random.pick(places)?.start
  if (place === undefined) return `${sentence} ${trace}`
  return `${trace.slice(0, place)}${sentence} ${trace.slice(place)}`
}

/** Puts a sentence in front of the last one. */
export function insertBeforeEnd(trace: string, sentence: string): string {
  const last = listSentences(trace).at(-1)
  if (!last || !isOutsideQuotes(trace, last.start)) return `${trace.trimEnd()} ${sentence}`
  return `${trace.slice(0, last.start)}${sentence} ${trace.slice(last.start)}`
}

/** Without the sentences at the end that name a label or speak of answering. */
export function withoutConclusion({ trace, policy }: JudgedCase): string {
  const body = trace.reasoning
  const sentences = listSentences(body)
  let kept = sentences.length
  while (kept > 1 && concludes(sentences[kept - 1], policy.contract.labels)) kept -= 1
  return body.slice(0, sentences[kept - 1]?.end ?? body.length)
}

const answering =
  /\b(?:so|thus|therefore|hence|answer|output|return|verdict|final|conclusion|classif\w*|violat\w*|allowed|permitted)\b/i

function concludes(
  sentence: Sentence | undefined,
  labels: JudgedCase['policy']['contract']['labels'],
): boolean {
  if (!sentence) return false
  return answering.test(sentence.text) || listLabelTokens(sentence.text, labels, []).length > 0
}

const isOutsideQuotes = (text: string, at: number): boolean => {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1
  const before = text.slice(lineStart, at)
  const straight = before.split('"').length - 1
  return straight % 2 === 0 && before.split('“').length === before.split('”').length
}

const marks = ['""', '“”', '""'] as const

/** In quotation marks of one kind or another. */
export function quoted(text: string, random: SeededRandom): string {
  const [open = '"', close = '"'] = random.pick(marks) ?? '""'
  return `${open}${text}${close}`
}

/** Lines of a policy that a trace could quote: prose of `least` to `most` words, without marks, codes or blanks to fill. */
export function quotableLines(policyText: string, least = 7, most = 22): string[] {
  return policyText
    .split('\n')
    .map((line) =>
      line
        .replace(/^[^\p{L}]*(?:\*\*)?/u, '')
        .replace(/\*\*|[✅❌🚫❗🚨]/gu, '')
        .replace(/\s*\([^)]*\)\s*$/, '')
        .trim()
        .replace(/[.:;,]$/, ''),
    )
    .filter((line) => {
      const words = readWords(line).list.length
      return words >= least && words <= most && !/["“”[\]{}|=<>]|\b[A-Z]{1,8}[-.]?\d/.test(line)
    })
}

/** Share of a text's runs of four words which another text has. */
export function sharedRuns(text: string, source: string): number {
  const words = readWords(text).list
  const joined = ` ${readWords(source).list.join(' ')} `
  const runs = words.slice(0, Math.max(1, words.length - 3)).map((_, i) => words.slice(i, i + 4))
  return (
    runs.filter((run) => joined.includes(` ${run.join(' ')} `)).length / Math.max(1, runs.length)
  )
}

export const contentOf = ({ trace }: JudgedCase): string =>
  trace.messages.map(({ content }) => content).join('\n')
