import { problemAt, type LineProblem } from './bundle-trace.js'

/** A line of a file, numbered from 1, with the bytes read so far, this line included. */
export type FileLine =
  | { readonly line: number; readonly bytes: number; readonly text: string }
  | {
      readonly line: number
      readonly bytes: number
      readonly text: undefined
      readonly fault: 'NOT_UTF8' | 'LINE_TOO_LONG'
    }

/** A trace of the longest content and reasoning, each character escaped, is far below. */
export const maxLineBytes = 16 * 1024 * 1024

const newline = 0x0a

/**
 * Lines of a byte stream, blank ones left out, in constant memory. Only a line feed ends a line: other separators may
 * stand inside a JSON text.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes = maxLineBytes,
): AsyncGenerator<FileLine> {
  const pending = new PendingLine(maxBytes)
  let line = 0
  let bytes = 0
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      pending.add(chunk.subarray(from, at))
      from = at + 1
      line += 1
      const read = pending.take()
      if (read) yield { line, bytes: bytes + from, ...read }
    }
    if (from < chunk.length) pending.add(chunk.slice(from))
    bytes += chunk.length
  }
  const rest = pending.take()
  if (rest) yield { line: line + 1, bytes, ...rest }
}

/** What is wrong with a line before it is read as JSON. */
export const problemOfLine = ({
  line,
  fault,
}: Extract<FileLine, { text: undefined }>): LineProblem =>
  fault === 'NOT_UTF8'
    ? problemAt(line, fault, 'expected UTF-8, saw other bytes')
    : problemAt(line, fault, `expected a line of at most ${maxLineBytes} bytes, saw a longer one`)

type LineText =
  { readonly text: string } | Pick<Extract<FileLine, { text: undefined }>, 'text' | 'fault'>

const decoder = new TextDecoder('utf-8', { fatal: true })

/** The parts of a line that is not whole yet; beyond the limit they are counted and not kept. */
class PendingLine {
  private parts: Uint8Array[] = []
  private sizeBytes = 0

  constructor(private readonly maxBytes: number) {}

  add(part: Uint8Array): void {
    this.sizeBytes += part.length
    if (this.sizeBytes <= this.maxBytes) this.parts.push(part)
    else this.parts = []
  }

  /** Undefined for a blank line. */
  take(): LineText | undefined {
    const { parts, sizeBytes } = this
    this.parts = []
    this.sizeBytes = 0
    if (sizeBytes > this.maxBytes) return { text: undefined, fault: 'LINE_TOO_LONG' }
    const text = decode(parts)
    if (text === undefined) return { text, fault: 'NOT_UTF8' }
    return text.trim() === '' ? undefined : { text }
  }
}

function decode(parts: readonly Uint8Array[]): string | undefined {
  const [only] = parts
  try {
    return decoder.decode(parts.length === 1 && only ? only : Buffer.concat(parts))
  } catch {
    return undefined
  }
}
