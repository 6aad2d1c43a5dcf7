/** A line of a file in bytes, numbered from 1; undefined text where the bytes are no UTF-8. */
export interface FileLine {
  readonly line: number
  readonly text: string | undefined
  /** Bytes read so far, this line included. */
  readonly bytes: number
}

const newline = 0x0a

/**
 * Lines of a byte stream, blank ones left out, in constant memory. Only a line feed ends a line: other separators may
 * stand inside a JSON text.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FileLine> {
  let pending: Uint8Array[] = []
  let line = 0
  let bytes = 0
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      pending.push(chunk.subarray(from, at))
      const read = decode(pending)
      pending = []
      from = at + 1
      line += 1
      if (read === undefined || read.trim() !== '') yield { line, text: read, bytes: bytes + from }
    }
    if (from < chunk.length) pending.push(chunk.slice(from))
    bytes += chunk.length
  }
  const rest = decode(pending)
  if (pending.length > 0 && (rest === undefined || rest.trim() !== ''))
    yield { line: line + 1, text: rest, bytes }
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function decode(parts: readonly Uint8Array[]): string | undefined {
  const [only] = parts
  try {
    return decoder.decode(parts.length === 1 && only ? only : Buffer.concat(parts))
  } catch {
    return undefined
  }
}
