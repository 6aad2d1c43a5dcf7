import { lintPolicy } from '../lint/lint-policy.js'
import { readPolicyManifest } from '../policy-manifest.js'
import type { PolicyFiles } from '../policy-bundle.js'
import type { VersionEntry } from '../policy-version.js'
import { mostLintedBytes, sizeOfPolicy } from './most-linted.js'
import type { CheckReport } from './policy-check.js'

export interface HeadPolicy {
  readonly policy: string
  readonly files: { readonly [part in keyof PolicyFiles]: string | null }
  /** Of its text, as the model counts. */
  readonly tokens: number
  /** Its versions so far, oldest first. */
  readonly history: readonly VersionEntry[]
}

/** The lint check of a head, over every policy the change touches; what is too much of it to read does not pass. */
export function lintHead(policies: readonly HeadPolicy[]): Pick<CheckReport, 'state' | 'summary'> {
  const bytes = policies.reduce((sum, { files }) => sum + sizeOfPolicy(files), 0)
  if (bytes > mostLintedBytes)
    return {
      state: 'failed',
      summary: `not linted: ${policies.length} policies of more than ${mostLintedBytes} bytes`,
    }
  let errors = 0
  let warnings = 0
  for (const { files, history, tokens } of policies) {
    const manifestYaml = files.manifestYaml ?? ''
    const reading = readPolicyManifest(manifestYaml)
    const manifest = reading.kind === 'manifest' ? reading.manifest : null
    if (files.text === null || manifest === null) errors++
    const more = { manifestYaml, cases: files.cases ?? '', tokens }
    for (const { severity } of lintPolicy(files.text ?? '', manifest, history, more)) {
      if (severity === 'error') errors++
      if (severity === 'warning') warnings++
    }
  }
  return {
    state: errors > 0 ? 'failed' : 'passed',
    summary: `${errors} errors, ${warnings} warnings in ${policies.length} policies`,
  }
}
