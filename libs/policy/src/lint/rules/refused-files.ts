import { parsePolicyCases, type CaseProblem } from '../../policy-cases.js'
import { PolicyError } from '../../policy-error.js'
import { readPolicyManifest } from '../../policy-manifest.js'
import { checkOwnPolicyName } from '../../policy-name.js'
import { checkPolicyText, checkStorable } from '../../policy-text.js'
import { lintRule } from '../lint-rule.js'
import { fieldInManifest } from '../manifest-places.js'
import { textLines, trimmed } from '../text-lines.js'

export const nameRefused = lintRule({
  code: 'name-refused',
  severity: 'error',
  what: 'a name that no policy written here may have',
  why: 'Names stand in addresses, folders and branches; those of imports are kept apart.',
  example: 'policies/Imported Spam/policy.md',
  *check({ policy, top }) {
    const message = policy === null ? null : refusal(() => checkOwnPolicyName(policy))
    if (message !== null) yield { ...top, message }
  },
})

export const textRefused = lintRule({
  code: 'text-refused',
  severity: 'error',
  what: 'a text that is empty, longer than 1 MiB or cannot be sent byte for byte',
  why: 'The record must hold exactly what the model was sent.',
  example: 'a policy.md of white space',
  *check({ text, top }) {
    const message = refusal(() => checkPolicyText(text))
    if (message !== null) yield { ...top, message }
    else if (!visible.test(text))
      yield { ...top, message: 'expected a policy text, saw nothing that people could read' }
  },
})

const visible = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{P}\p{S}]/u

export const manifestRefused = lintRule({
  code: 'manifest-refused',
  severity: 'error',
  what: 'a policy.yaml that cannot be read, or lacks or doubles something',
  why: 'Without it nobody knows which answer means what, or which rule weighs more.',
  example: 'contract: word',
  *check({ manifest, manifestYaml }) {
    if (manifest || manifestYaml === null) return
    const unstorable = refusal(() => checkStorable(manifestYaml, 'manifest'))
    if (unstorable !== null) {
      yield { file: 'manifest', start: 0, end: 0, message: unstorable }
      return
    }
    const reading = readPolicyManifest(manifestYaml)
    for (const { path, message } of reading.kind === 'refused' ? reading.problems : [])
      yield { file: 'manifest', ...fieldInManifest(manifestYaml, path), message }
  },
})

export const casesRefused = lintRule({
  code: 'cases-refused',
  severity: 'error',
  what: 'a line of cases.jsonl that is no test case, or has a label the policy has not',
  why: 'A case that cannot be run would be skipped without a word.',
  example: '{"content":"…","label":"MAYBE"}',
  *check({ cases, manifest }) {
    const unstorable = refusal(() => checkStorable(cases, 'list of cases'))
    if (unstorable !== null) {
      yield { file: 'cases', start: 0, end: 0, message: unstorable }
      return
    }
    const lines = textLines(cases)
    for (const { line, message } of problemsOf(cases, manifest?.labels ?? [])) {
      const place = lines[line - 1]
      if (place) yield { file: 'cases', ...trimmed(place), message }
    }
  },
})

function problemsOf(...given: Parameters<typeof parsePolicyCases>): readonly CaseProblem[] {
  try {
    parsePolicyCases(...given)
    return []
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    return (error.facts as { readonly problems?: readonly CaseProblem[] }).problems ?? []
  }
}

function refusal(check: () => unknown): string | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof PolicyError) return error.message
    throw error
  }
}
