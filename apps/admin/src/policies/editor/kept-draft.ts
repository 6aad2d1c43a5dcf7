import type { PolicyFiles } from '../starter.js'

/** A draft that was not committed yet, as this tab keeps it. */
interface KeptDraft {
  /** The version or head it was begun from. */
  readonly parent: string | null
  readonly files: PolicyFiles
}

export const isSame = (a: PolicyFiles, b: PolicyFiles): boolean =>
  a.text === b.text && a.manifest === b.manifest && a.cases === b.cases

/** What was kept, where it says something else than what it would be laid over; broken words are none. */
export function parseKept(words: string | null, base: PolicyFiles): KeptDraft | null {
  if (words === null) return null
  try {
    const { parent, files } = JSON.parse(words) as Partial<KeptDraft>
    const isWhole =
      files !== undefined &&
      [files.text, files.manifest, files.cases].every((text) => typeof text === 'string')
    if (!isWhole || isSame(files, base)) return null
    return { parent: parent ?? null, files }
  } catch {
    return null
  }
}
