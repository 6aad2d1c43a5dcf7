import type { FileLine } from '@assize/reasoning-audit'

const mostLines = 256
const mostCharacters = 1 << 20

/** Lines in parts small enough to be held many at a time, a very long line alone. */
export async function* chunksOf(lines: AsyncIterable<FileLine>): AsyncGenerator<FileLine[]> {
  let chunk: FileLine[] = []
  let characters = 0
  for await (const line of lines) {
    chunk.push(line)
    characters += line.text?.length ?? 0
    if (chunk.length < mostLines && characters < mostCharacters) continue
    yield chunk
    chunk = []
    characters = 0
  }
  if (chunk.length > 0) yield chunk
}
