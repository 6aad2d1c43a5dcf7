/** Labels of a policy.yaml, as they are written there: in braces on one line, or one a line below. */
export function labelsOf(manifest: string): string[] {
  const [, inBraces] = /^labels:\s*\{([^}]*)\}/m.exec(manifest) ?? []
  if (inBraces !== undefined) return keysOf(inBraces.split(','))
  const [, below] =
    /^labels:[ \t]*(?:#.*)?\r?\n((?:[ \t]+.*(?:\r?\n|$)|\r?\n)*)/m.exec(manifest) ?? []
  return below === undefined ? [] : keysOf(below.split('\n'))
}

const keysOf = (entries: readonly string[]): string[] =>
  entries.flatMap((entry) => {
    const [, key] = /^\s*["']?([^\s"':#][^"':]*?)["']?\s*:/.exec(entry) ?? []
    return key ? [key] : []
  })

export interface NewCase {
  /** As the API takes content: `{text}` or `{messages}`, in JSON. */
  readonly content: string
  readonly label: string
  readonly rules: readonly string[]
  readonly note: string
}

/** A case as one line of cases.jsonl. */
export function caseLine({ content, label, rules, note }: NewCase): string {
  const given = JSON.parse(content) as { text?: string }
  return JSON.stringify({
    content: given.text ?? given,
    label,
    rules,
    ...(note.trim() && { note: note.trim() }),
  })
}

/** What to write at the end of cases.jsonl for one more line. */
export const appended = (cases: string, line: string): string =>
  `${cases === '' || cases.endsWith('\n') ? '' : '\n'}${line}\n`

/** Codes as people write them: apart by blanks or commas. */
export const codesIn = (words: string): string[] => words.split(/[\s,]+/).filter(Boolean)
