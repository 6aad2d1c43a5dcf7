import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database, insertRows, type Sql } from '@assize/platform'
import {
  decideRollback,
  decideRollbackApproval,
  instantAfter,
  PolicyError,
  PolicyStore,
  rollbackApproved,
  rollbackOverdue,
  versionBefore,
  type EmergencyRollback,
  type Publication,
  type RollbackApproval,
} from '../../index.js'
import { publicationColumns } from '../policy-rows.js'
import { PolicyDesk } from '../changes/policy-desk.js'
import { PolicyService } from '../policy.service.js'

export interface RollBack {
  readonly policy: string
  /** Null for the version in force before the one in force. */
  readonly ref: string | null
  readonly reason: string
  readonly emergency: boolean
  readonly by: { readonly id: string; readonly name: string }
}

/** Takes a version out of force again: by an approver, or in an emergency by whoever writes, approved within a day. */
@Injectable()
export class Rollbacks {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PolicyDesk) private readonly desk: PolicyDesk,
    @Inject(PolicyStore) private readonly store: PolicyStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws as `decideRollback`, and as `PolicyService.at`. */
  async rollBack({ policy, ref, reason, emergency, by }: RollBack): Promise<Publication> {
    const target = await this.targetOf(policy, ref)
    const earlier = await this.emergencies([policy])
    return this.store.recordPublication(policy, (past) => {
      const at = instantAfter(past.publications, this.clock.now())
      const decided = decideRollback({ target, emergency, reason, at }, past, earlier)
      return {
        ...{ policy, commit: target.commit, publishedBy: by.id, publisher: by.name },
        ...{ publishedAt: at, ...decided },
      }
    })
  }

  /** Throws `ROLLBACK_UNKNOWN`, `ALREADY_APPROVED`, `OWN_CHANGE`. */
  approve(publicationId: string, by: string, note: string | null): Promise<EmergencyRollback> {
    return this.desk.at({ movedBy: by, reason: 'release' }, async ({ tx }) => {
      const [rollback] = await readEmergencies(tx, 'p.id::text = $1', [publicationId])
      decideRollbackApproval(rollback, by)
      if (!rollback) throw new TypeError('expected a rollback that was decided on')
      const approvedAt = this.clock.now()
      const approval: RollbackApproval = { publicationId, approvedBy: by, note, approvedAt }
      await insertRows(tx, 'record_rollback_approval', [
        {
          ...{ id: this.ids.next(), publication_id: publicationId, approved_by: by },
          ...{ note, approved_at: approvedAt },
        },
      ])
      const { policy } = rollback.publication
      await this.outbox.append(tx, [
        { type: rollbackApproved, subject: policy, payload: { publicationId, policy } },
      ])
      return { ...rollback, approval }
    })
  }

  /** Emergency rollbacks that nobody approved yet, oldest first. */
  due(): Promise<EmergencyRollback[]> {
    return readEmergencies(this.database, 'a.id IS NULL', [])
  }

  /** By publication: those of them that were an emergency. */
  async among(publicationIds: readonly string[]): Promise<ReadonlyMap<string, EmergencyRollback>> {
    const found = await readEmergencies(this.database, 'p.id::text = ANY ($1)', [publicationIds])
    return new Map(found.map((rollback) => [rollback.publication.id, rollback]))
  }

  /** Of these policies, approved or not, oldest first. */
  emergencies(policies: readonly string[]): Promise<EmergencyRollback[]> {
    return readEmergencies(this.database, 'p.policy = ANY ($1)', [policies])
  }

  /** Tells once of each that nobody approved within its day; answers how many there were. */
  async noteOverdue(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now()
      const rows = await tx.query<{ id: string; policy: string }>(
        `SELECT p.id, p.policy FROM record_publication p
         WHERE p.emergency AND p.published_at < $1::timestamptz - interval '24 hours'
           AND NOT EXISTS (SELECT FROM record_rollback_approval a WHERE a.publication_id = p.id)
           AND NOT EXISTS (SELECT FROM record_rollback_overdue o WHERE o.publication_id = p.id)`,
        [now],
      )
      const notes = rows.map(({ id }) => ({
        ...{ id: this.ids.next(), publication_id: id, noted_at: now },
      }))
      await insertRows(tx, 'record_rollback_overdue', notes)
      await this.outbox.append(
        tx,
        rows.map(({ id, policy }) => ({
          ...{ type: rollbackOverdue, subject: policy, payload: { publicationId: id, policy } },
        })),
      )
      return rows.length
    })
  }

  private async targetOf(policy: string, ref: string | null) {
    if (ref !== null) return this.policies.at(policy, ref)
    const publications = (await this.store.findPublications([policy])).get(policy) ?? []
    const commit = versionBefore(publications, this.clock.now())
    if (commit !== null) return this.policies.byCommit(policy, commit)
    throw new PolicyError('NOT_A_ROLLBACK', 'expected a version that was in force before', {
      policy: policy.slice(0, 200),
    })
  }
}

type Joined = Publication & {
  readonly approvedBy: string | null
  readonly approvalNote: string | null
  readonly approvedAt: Date | null
}

async function readEmergencies(
  sql: Sql,
  which: string,
  values: readonly unknown[],
): Promise<EmergencyRollback[]> {
  const rows = await sql.query<Joined>(
    `SELECT p.*, a.approved_by AS "approvedBy", a.note AS "approvalNote", a.approved_at AS "approvedAt"
     FROM (SELECT ${publicationColumns} FROM record_publication WHERE emergency) AS p
     LEFT JOIN record_rollback_approval a ON a.publication_id = p.id
     WHERE ${which} ORDER BY p."publishedAt", p.id`,
    values,
  )
  return rows.map(({ approvedBy, approvalNote, approvedAt, ...publication }) => ({
    publication,
    approval:
      approvedBy === null || approvedAt === null
        ? null
        : { publicationId: publication.id, approvedBy, note: approvalNote, approvedAt },
  }))
}
