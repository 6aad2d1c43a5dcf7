/** Another version of the policy that a verdict was made under. */
export interface OtherVersion {
  /** As people name it: `v1`, or what a bundle calls it. */
  readonly name: string
  readonly text: string
  /** Whether it came before or after the version that applied. */
  readonly relation: 'earlier' | 'later'
}

/** A version of one policy, in a list that is in order of their first use. */
export interface NamedText {
  readonly name: string
  readonly text: string
}

const mostVersions = 8
/** Of all other versions of one policy together. */
const mostCharacters = 1_000_000

/** The versions nearest to the one at `at`, nearest first and earlier before later; equal texts count once. */
export function nearestVersions(versions: readonly NamedText[], at: number): OtherVersion[] {
  const seen = new Set([versions[at]?.text])
  const found: OtherVersion[] = []
  let characters = 0
  for (let distance = 1; distance < versions.length && found.length < mostVersions; distance += 1)
    for (const relation of ['earlier', 'later'] as const) {
      const version = versions[relation === 'earlier' ? at - distance : at + distance]
      if (!version || seen.has(version.text) || found.length === mostVersions) continue
      if (characters + version.text.length > mostCharacters) return found
      characters += version.text.length
      seen.add(version.text)
      found.push({ name: version.name, text: version.text, relation })
    }
  return found
}
