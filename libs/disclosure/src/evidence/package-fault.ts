import { DomainError } from '@assize/kernel'

/** Everything that can be wrong with a package; a closed list. */
export const packageFaults = [
  'NOT_A_BAG',
  'MANIFEST_MALFORMED',
  'FILE_MISSING',
  'FILE_ADDED',
  'FILE_LINKED',
  'FILE_TOO_LARGE',
  'DIGEST_MISMATCH',
  'RECORD_BROKEN',
  'WORDS_BROKEN',
  'PROOF_MISSING',
  'PROOF_BROKEN',
  'CHECKPOINT_BROKEN',
  'TREES_DIFFER',
  'ERASURE_UNPROVEN',
  'LISTING_DIFFERS',
  'TRACE_DIFFERS',
  'POLICY_DIFFERS',
  'DESCRIPTION_DIFFERS',
] as const
export type PackageFaultCode = (typeof packageFaults)[number]

/** The first thing in a package that does not hold, and the file it was seen in. */
export class PackageFault extends DomainError<PackageFaultCode> {
  constructor(
    code: PackageFaultCode,
    readonly where: string,
    why: string,
    options?: ErrorOptions,
  ) {
    super(code, why, { where }, options)
  }
}
