import { canonicalJson, sha256Hex } from '@assize/kernel'

/** The files of one version. A policy that came without manifest or cases has none. */
export interface PolicyFiles {
  readonly text: string
  readonly manifestYaml: string | null
  readonly cases: string | null
}

export const policyFolder = (policy: string): string => `policies/${policy}`

export const fileNames = {
  text: 'policy.md',
  manifestYaml: 'policy.yaml',
  cases: 'cases.jsonl',
} as const satisfies Record<keyof PolicyFiles, string>

/** One digest for all files of a version: SHA-256 of the canonical JSON of name to content, absent files left out. */
export function bundleDigest(files: PolicyFiles): string {
  const present = Object.entries(fileNames).flatMap(([part, name]) => {
    const content = files[part as keyof PolicyFiles]
    return content === null ? [] : [[name, content] as const]
  })
  return sha256Hex(canonicalJson(Object.fromEntries(present)))
}
