import { Inject, Injectable } from '@nestjs/common'
import { digestOfToken, newToken } from '@assize/identity'
import { Clock, Randomness } from '@assize/kernel'
import { Database, type Sql } from '@assize/platform'
import {
  eventOfRelease,
  isHeldBy,
  lease,
  release,
  releaseReasons,
  renew,
  type ReleaseReason,
  type Reviewer,
} from '../case-machine.js'
import type { ReviewCase } from '../review-case.js'
import { ReviewError } from '../review-error.js'
import { CaseRecorder } from './case-recorder.js'
import { expiryOf } from './lease-keeper.js'
import { PostgresCaseStore } from './postgres-case-store.js'

/** Which case is wanted: a certain one, or the next of a queue or policy, or the next of all. */
export interface ClaimRequest {
  readonly caseId: string | null
  readonly queue: string | null
  readonly policy: string | null
}

export interface LeasedCase {
  readonly case: ReviewCase
  readonly leaseToken: string
}

/** Hands cases out, one person a case, and takes them back. */
@Injectable()
export class LeaseService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PostgresCaseStore) private readonly cases: PostgresCaseStore,
    @Inject(CaseRecorder) private readonly recorder: CaseRecorder,
    @Inject(Randomness) private readonly randomness: Randomness,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The case the person already holds among those asked for, else the next one; null when none waits. Either way with
   * a new token: the one before it stops working. Throws `CASE_UNKNOWN`, `CASE_LEASED`, `CASE_DECIDED`,
   * `CASE_ESCALATED` for a certain case.
   */
  claim(by: Reviewer, request: ClaimRequest): Promise<LeasedCase | null> {
    return this.database.transaction(async (tx) => {
      // Two claims of one person wait for each other, so that a double click takes one case, not two.
      await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('claim ' || $1::text, 0))", [
        by.id,
      ])
      const now = this.clock.now()
      const found = request.caseId
        ? await this.cases.lock(tx, request.caseId)
        : ((await this.cases.lockOwn(tx, by.id, request, now)) ??
          (await this.cases.lockNext(tx, by, request, now)))
      return found && this.take(tx, found, by, now)
    })
  }

  /** Throws `CASE_UNKNOWN`, `CASE_DECIDED`, `LEASE_NOT_YOURS`, `LEASE_EXPIRED`. */
  renew(personId: string, caseId: string, leaseToken: string): Promise<LeasedCase> {
    return this.database.transaction(async (tx) => {
      const found = await this.cases.lock(tx, caseId)
      const held = { holder: personId, tokenHash: digestOfToken(leaseToken) }
      const renewed = renew(found, held, this.clock.now())
      await this.recorder.prolong(tx, renewed)
      return { case: renewed, leaseToken }
    })
  }

  /** Throws `RELEASE_REASON_UNKNOWN`, and as `renew`. */
  async release(
    personId: string,
    caseId: string,
    leaseToken: string,
    reason: string | null,
  ): Promise<ReviewCase> {
    const why = parseReason(reason)
    return this.database.transaction(async (tx) => {
      const found = await this.cases.lock(tx, caseId)
      const held = { holder: personId, tokenHash: digestOfToken(leaseToken) }
      const released = release(found, held, why, this.clock.now())
      const by = { kind: 'person', id: personId } as const
      await this.recorder.change(tx, [{ case: released, kind: eventOfRelease[why], by }])
      return released
    })
  }

  private async take(tx: Sql, found: ReviewCase, by: Reviewer, now: Date): Promise<LeasedCase> {
    const leaseToken = newToken(this.randomness)
    const taken = lease(found, by, digestOfToken(leaseToken), now)
    const resumed = isHeldBy(found, by.id, now)
    const ranOut = found.state === 'leased' && !resumed
    await this.recorder.change(tx, [
      ...(ranOut ? [expiryOf(found, now)] : []),
      { case: taken, kind: 'leased', by: { kind: 'person', id: by.id }, data: { resumed } },
    ])
    return { case: taken, leaseToken }
  }
}

function parseReason(reason: string | null): ReleaseReason {
  const known = releaseReasons.find((each) => each === (reason ?? 'release'))
  if (known) return known
  throw new ReviewError('RELEASE_REASON_UNKNOWN', `expected ${releaseReasons.join(', ')}`, {
    expected: releaseReasons,
  })
}
