import { isDomainError } from '@assize/kernel'
import { parseVerifierKey, type OpenedCheckpoint, type Trust, type VerifierKey } from '@assize/tlog'
import { checkBag, type Digest } from './check-bag.js'
import { Checkpoints, checkProofs } from './check-proofs.js'
import { checkCheckpoints } from './check-checkpoints.js'
import { checkDescription } from './check-description.js'
import { checkErasures } from './check-erasures.js'
import { checkListings } from './check-listings.js'
import { checkPolicies } from './check-policies.js'
import { checkTraces } from './check-traces.js'
import { PackageFault } from './package-fault.js'
import { textOf, type PackageSource } from './package-source.js'

export interface PackageReport {
  /** Signed by a key the caller trusts. Otherwise everything fits together, and anybody may have made it. */
  readonly proved: boolean
  readonly files: number
  readonly bytes: number
  readonly verdicts: number
  readonly records: number
  readonly policies: number
  readonly traces: number
  readonly words: Readonly<Record<'bound' | 'none' | 'erased' | 'withheld', number>>
  readonly redactions: number
  readonly checkpoints: readonly {
    readonly origin: string
    readonly size: string
    readonly witnesses: readonly string[]
  }[]
  readonly scope: unknown
  readonly request: unknown
}

/**
 * Verifies a package with nothing but the keys the caller trusts; with none, by the keys it brings itself, which shows
 * only that it fits together. Throws `PackageFault` for the first thing that does not hold.
 */
export async function verifyPackage(
  source: PackageSource,
  trust: Trust,
  digest: Digest,
): Promise<PackageReport> {
  const bag = await checkBag(source, digest)
  const proved = trust.logKeys.length > 0
  const keys = proved ? trust : { ...trust, logKeys: await ownKeys(source, bag.paths) }
  const checkpoints = new Checkpoints(keys)
  const proofs = await checkProofs(source, bag.paths, checkpoints)
  checkErasures(proofs)
  const readable = { source, paths: bag.paths, proofs }
  await checkCheckpoints(readable, checkpoints)
  const listed = await checkListings(readable)
  const traces = await checkTraces(readable)
  const policies = await checkPolicies(readable)
  const verdicts = listed['verdicts.jsonl'] ?? 0
  const counted = { verdicts, policyVersions: policies }
  const { redactions, scope, request } = await checkDescription(readable, counted)
  return {
    ...{ proved, files: bag.files, bytes: bag.bytes, verdicts, records: proofs.records.size },
    ...{ policies, traces, words: proofs.words, redactions, scope, request },
    checkpoints: [...proofs.checkpoints.values()]
      .sort(bySize)
      .map(({ checkpoint, cosignatures }) => ({
        ...{ origin: checkpoint.origin, size: checkpoint.size.toString() },
        witnesses: cosignatures.map(({ witness }) => witness),
      })),
  }
}

const bySize = (a: OpenedCheckpoint, b: OpenedCheckpoint): number =>
  a.checkpoint.size < b.checkpoint.size ? -1 : 1

async function ownKeys(
  source: PackageSource,
  paths: ReadonlySet<string>,
): Promise<readonly VerifierKey[]> {
  const path = 'data/keys.json'
  if (!paths.has(path)) throw new PackageFault('FILE_MISSING', path, 'expected the public keys')
  try {
    const { verifierKeys } = JSON.parse(await textOf(source, path)) as { verifierKeys: unknown }
    return (verifierKeys as readonly unknown[]).map((vkey) => parseVerifierKey(String(vkey)))
  } catch (error) {
    if (error instanceof PackageFault) throw error
    const why = isDomainError(error) ? error.message : 'expected public keys of the log'
    throw new PackageFault('CHECKPOINT_BROKEN', path, why)
  }
}
