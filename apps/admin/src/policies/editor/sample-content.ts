interface Turn {
  readonly role: string
  readonly content: string
}

/**
 * The content of a case by its place in `cases.jsonl`, or words, as the API takes content; in JSON, so that equal
 * content is an equal value.
 */
export function sampleContent(cases: string, chosen: number | string): string {
  if (typeof chosen === 'string') return JSON.stringify({ text: chosen })
  const lines = cases.split('\n').filter((line) => line.trim() !== '')
  const content = readContent(lines[chosen] ?? '')
  return JSON.stringify(typeof content === 'string' ? { text: content } : content)
}

/** A line that is no case stands for itself. */
function readContent(line: string): string | { readonly messages: readonly Turn[] } {
  try {
    const { content } = JSON.parse(line) as { content?: string | { messages?: Turn[] } }
    if (typeof content === 'string') return content
    const messages = content?.messages ?? []
    return { messages: messages.map(({ role, content: words }) => ({ role, content: words })) }
  } catch {
    return line
  }
}
