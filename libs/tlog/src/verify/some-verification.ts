import { LogVerification } from './log-verification.js'
import type { LogSource } from './log-source.js'
import type { VerificationPlan, VerificationReport, VerificationState } from './verification.js'

/** What part of a verification came to: its end, or where the next part goes on. */
export type SomeVerification =
  | { readonly kind: 'done'; readonly report: VerificationReport }
  | { readonly kind: 'paused'; readonly state: VerificationState }

class Paused extends Error {
  constructor(readonly state: VerificationState) {
    super('paused')
  }
}

/**
 * Verifies some `most` entries, rows and listed verdicts, up to the end of a stretch, so that a whole log can be gone
 * through beside other work.
 */
export async function verifySome(
  source: LogSource,
  plan: VerificationPlan,
  most: number,
): Promise<SomeVerification> {
  const before = workIn(plan.resume ?? null)
  const onState = (state: VerificationState): void => {
    if (workIn(state) - before >= most) throw new Paused(state)
  }
  try {
    return { kind: 'done', report: await LogVerification.run(source, { ...plan, onState }) }
  } catch (error) {
    if (error instanceof Paused) return { kind: 'paused', state: error.state }
    throw error
  }
}

const workIn = (state: VerificationState | null): number =>
  state ? Number(state.index) + state.rows + (state.listing?.verdicts ?? 0) : 0

/**
 * A verification of the entries from `from` on and of the verdicts listed after an id, over a tree that is believed up
 * to there: whoever asks for this holds a later head beside it.
 */
export function tailState(from: {
  readonly origin: string | null
  readonly index: bigint
  /** In base64, as all that is kept of a verification. */
  readonly root: string
  readonly kinds: readonly string[]
  readonly listedAfter: string
}): VerificationState {
  const index = from.index.toString()
  return {
    ...{ v: 1, origin: from.origin, size: index, index, root: from.root },
    ...{ differences: [], differenceCount: 0, late: [], lateCount: 0, checkpoints: 0, rows: 0 },
    ...{ kindsDone: from.kinds, after: null, listing: { verdicts: 0, after: from.listedAfter } },
  }
}
