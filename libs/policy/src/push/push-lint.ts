import { isDomainError } from '@assize/kernel'
import type { Oid, Push, PushedRef, PushRemark, PushRule } from '@assize/gitstore'
import { policiesIn } from '../changes/change-paths.js'
import { mostLintedBytes, sizeOfPolicy } from '../changes/most-linted.js'
import { lintPolicy } from '../lint/lint-policy.js'
import type { LintedFile } from '../lint/lint-remark.js'
import { parsePolicyCases } from '../policy-cases.js'
import { readPolicyManifest, type PolicyManifest } from '../policy-manifest.js'
import { checkPolicyText, checkStorable, readPolicyText } from '../policy-text.js'
import type { VersionEntry } from '../policy-version.js'
import { pathOf, policyBranch } from '../version-in-git.js'

/** Tokens of a text, as the model counts. */
export type TokensOf = (text: string) => Promise<number>

/** The versions of a policy so far, oldest first. */
export type FindPast = (policy: string) => Promise<readonly VersionEntry[]>

const fileOf = { text: 'text', manifest: 'manifestYaml', cases: 'cases' } as const
/** Told of one policy; the admin shows the rest. */
const mostTold = 20

/**
 * Lints every policy a pushed branch changes against what it left the protected branch at: errors refuse the push,
 * anything else is told. Commits in between may be as they are; what a branch ends in is what is judged, once for all
 * branches that end in it. What is read for that is bounded.
 */
export const policyPushLint = (
  findPast: FindPast,
  tokensOf: TokensOf,
  mostBytes: number = mostLintedBytes,
): PushRule => ({
  name: 'policy-lint',
  check: async (push) => {
    const remarks: PushRemark[] = []
    const linted = new Set<Oid>()
    let left = mostBytes
    for (const ref of push.refs) {
      if (ref.kind !== 'branch' || ref.commit === null || linted.has(ref.commit)) continue
      linted.add(ref.commit)
      for await (const [policy, files] of changedPolicies(push, ref.commit)) {
        left -= sizeOfPolicy(files)
        if (left < 0) return [tooMuch(ref, mostBytes), ...remarks]
        remarks.push(...told(await lintFiles(policy, files, await findPast(policy), tokensOf), ref))
      }
    }
    return remarks
  },
})

/** The files of every policy that differs from where the branch left the protected one, read one policy after another. */
async function* changedPolicies(
  { git, repo }: Push,
  commit: Oid,
): AsyncGenerator<readonly [policy: string, files: Files]> {
  const main = await git.findHead(repo, policyBranch)
  const [base = null] = main === null ? [] : await git.mergeBases(repo, main, commit)
  const changed = await git.diffPaths(repo, base, commit)
  for (const policy of policiesIn(changed.map(({ path }) => path))) {
    const paths = [pathOf(policy, 'text'), pathOf(policy, 'manifestYaml'), pathOf(policy, 'cases')]
    const found = await git.readFilesAt(
      repo,
      paths.map((path) => ({ commit, path })),
    )
    const [text, manifest, cases] = found.map((file) => file?.bytes ?? null)
    // A policy that is not there any more says nothing.
    if (text || manifest || cases) yield [policy, { text, manifest, cases }]
  }
}

function told(found: readonly PushRemark[], { ref }: PushedRef): readonly PushRemark[] {
  const errors = found.filter(({ severity }) => severity === 'error')
  const others = found.filter(({ severity }) => severity !== 'error')
  return [...errors, ...others].slice(0, mostTold).map((each) => ({ ...each, ref }))
}

const tooMuch = ({ ref }: PushedRef, mostBytes: number): PushRemark => ({
  ...{ severity: 'error', ref, code: 'PUSH_TOO_LARGE' },
  message: `expected a push that changes at most ${mostBytes} bytes of policies: push them in parts`,
})

type Files = { readonly [file in LintedFile]: Uint8Array | null | undefined }

async function lintFiles(
  policy: string,
  files: Files,
  history: readonly VersionEntry[],
  tokensOf: TokensOf,
): Promise<readonly PushRemark[]> {
  const faults: PushRemark[] = []
  const refuse = (file: LintedFile, message: string, code: string, line?: number): void => {
    const path = pathOf(policy, fileOf[file])
    faults.push({ severity: 'error', code, path, line, message })
  }
  const read = (file: LintedFile, check: (text: string) => unknown): string => {
    const bytes = files[file]
    try {
      const text = readPolicyText(bytes ?? new Uint8Array())
      check(text)
      return text
    } catch (error) {
      if (!isDomainError(error)) throw error
      refuse(file, error.message, error.code)
      return ''
    }
  }
  for (const file of ['text', 'manifest'] as const)
    if (!files[file]) refuse(file, 'expected a policy to have this file', 'FILES_MISSING')
  if (faults.length > 0) return faults
  const text = read('text', (found) => checkPolicyText(found))
  const yaml = read('manifest', (found) => checkStorable(found, 'manifest'))
  const reading = readPolicyManifest(yaml)
  let manifest: PolicyManifest | null = null
  if (reading.kind === 'manifest') manifest = reading.manifest
  else for (const { message, fault } of reading.problems) refuse('manifest', message, fault)
  const cases = read('cases', (found) => {
    checkStorable(found, 'list of cases')
    if (manifest) parsePolicyCases(found, manifest.labels)
  })
  if (faults.length > 0) return faults
  const more = { policy, manifestYaml: yaml, cases, tokens: await tokensOf(text) }
  return lintPolicy(text, manifest, history, more).map(({ code, severity, message, place }) => ({
    ...{ code, severity, message, path: pathOf(policy, fileOf[place.file]) },
    ...{ line: place.line, column: place.column },
  }))
}
