import type { PolicyFiles } from '../starter.js'

export const fileNames = {
  text: 'policy.md',
  manifest: 'policy.yaml',
  cases: 'cases.jsonl',
} as const satisfies Record<keyof PolicyFiles, string>

export type FileName = keyof PolicyFiles

/** The file a place of the API lies in. */
export const fileOfPlace = { TEXT: 'text', MANIFEST: 'manifest', CASES: 'cases' } as const

/** As the editor holds a text; places in it are the editor's. */
export const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n')

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The text after edits that stand in order and do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = ''
  let at = 0
  for (const { start, end, text: instead } of edits) {
    result += text.slice(at, start) + instead
    at = end
  }
  return result + text.slice(at)
}
