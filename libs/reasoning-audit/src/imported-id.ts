import { canonicalJson, sha256, uuidV7, type Uuid } from '@assize/kernel'

/**
 * The id of something imported: always the same for the same trace, so that importing twice meets itself. Its time is
 * the model's own, so that it lies among the verdicts of its month; the rest is a digest of where it comes from.
 */
export const importedId = (
  kind: 'verdict' | 'content-item',
  at: Date,
  origin: {
    readonly traceId: string
    readonly policyVersion: string
    readonly policySha256: string
  },
): Uuid => uuidV7(at.getTime(), sha256(canonicalJson({ kind, ...origin })))
