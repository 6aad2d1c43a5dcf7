import { addChunk, emptyReply, type ParsedReply, type Reply } from '../reply.js'

interface StreamedReply {
  readonly parsed: ParsedReply
  /** The data lines as received. */
  readonly rawReply: string
  readonly firstTokenMs: number | null
}

/**
 * Gathers a streamed reply. A stream that breaks off is not an error here: it has no finish reason,
 * and what it said until then is kept.
 */
export async function readStream(response: Response, startedAt: number): Promise<StreamedReply> {
  let reply: Reply = emptyReply
  let firstTokenMs: number | null = null
  const lines: string[] = []
  for await (const data of dataLines(response)) {
    lines.push(data)
    if (data === '[DONE]') break
    const parsed = addChunk(reply, parsedJson(data), 'delta')
    if (parsed.kind === 'error') return { parsed, rawReply: lines.join('\n'), firstTokenMs }
    reply = parsed.reply
    if (firstTokenMs === null && (reply.text !== '' || reply.trace))
      firstTokenMs = Math.round(performance.now() - startedAt)
  }
  return { parsed: { kind: 'reply', reply }, rawReply: lines.join('\n'), firstTokenMs }
}

async function* dataLines(response: Response): AsyncGenerator<string> {
  if (!response.body) return
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let pending = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      pending += done ? decoder.decode() : decoder.decode(value, { stream: true })
      const lines = pending.split(/\r?\n/)
      pending = lines.pop() ?? ''
      for (const line of lines) if (line.startsWith('data:')) yield line.slice(5).trim()
      if (done) return
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
