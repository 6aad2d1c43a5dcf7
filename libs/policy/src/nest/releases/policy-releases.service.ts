import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database, insertRows, type Sql } from '@assize/platform'
import {
  armsInForce,
  decideArm,
  PolicyStore,
  releaseArmSetEvent,
  type PolicyVersion,
  type ReleaseArm,
  type ReleaseArmKind,
  type ReleaseState,
} from '../../index.js'
import { PolicyDesk } from '../changes/policy-desk.js'
import { PolicyService } from '../policy.service.js'
import { readPast } from '../postgres-policy-store.js'

export interface SetArm {
  readonly policy: string
  readonly arm: ReleaseArmKind
  /** Null to end it. */
  readonly ref: string | null
  readonly share: number | null
  readonly note: string | null
  readonly by: string
}

const columns = `id, policy, arm, "commit", share, note, set_by AS "setBy", set_at AS "setAt"`

/** Which versions content is judged under: in force, in its place for a share, and beside it. */
@Injectable()
export class PolicyReleases {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PolicyDesk) private readonly desk: PolicyDesk,
    @Inject(PolicyStore) private readonly store: PolicyStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A version that is asked for by name has no arms. Throws as `PolicyService.at`. */
  async judgedUnder(policy: string, ref: string | null): Promise<ReleaseState<PolicyVersion>> {
    const live = await this.policies.at(policy, ref)
    if (ref !== null && ref !== '' && ref !== 'in-force')
      return { policy, live, canary: null, shadow: null }
    const arms = await this.armsOf(policy)
    const [canary, shadow] = [arms.get('canary'), arms.get('shadow')]
    const at = (commit: string) => this.policies.byCommit(policy, commit)
    return {
      ...{ policy, live },
      canary: canary ? { version: await at(canary.commit), share: canary.share ?? 0 } : null,
      shadow: shadow ? await at(shadow.commit) : null,
    }
  }

  /** Those that hold, by kind. */
  async armsOf(policy: string, at = this.clock.now()) {
    return (await this.armsOfEach([policy], at)).get(policy) ?? armsInForce([], at, at)
  }

  /** The same of many policies, in two queries; those without a version in force are left out. */
  async armsOfEach(policies: readonly string[], at = this.clock.now()) {
    const inForce = await this.store.findInForce(policies, at)
    const arms = await readArms(this.database, [...inForce.keys()])
    return new Map(
      [...inForce].map(([policy, { publishedAt }]) => {
        const own = arms.filter((each) => each.policy === policy)
        return [policy, armsInForce(own, publishedAt, at)] as const
      }),
    )
  }

  /** All there were, newest first. */
  async history(policy: string): Promise<readonly ReleaseArm[]> {
    return [...(await readArms(this.database, [policy]))].reverse()
  }

  /** Throws `ARM_REFUSED`, `NOT_PUBLISHED`, `ALREADY_IN_FORCE`, `OWN_CHANGE`, and as `PolicyService.at`. */
  async set({ policy, arm, ref, share, note, by }: SetArm): Promise<ReleaseArm> {
    const target = ref === null ? null : await this.policies.at(policy, ref)
    return this.desk.at({ movedBy: by, reason: 'release' }, async ({ tx }) => {
      const { versions, publications } = await readPast(tx, policy)
      const decided = decideArm({ arm, target, share, note, by }, versions, publications)
      const earlier = [
        ...publications.map(({ publishedAt }) => publishedAt),
        ...(await readArms(tx, [policy])).map((each) => each.setAt),
      ]
      const setAt = after(earlier, this.clock.now())
      const set: ReleaseArm = { id: this.ids.next(), policy, ...decided, setBy: by, setAt }
      const { setBy, setAt: _, ...row } = set
      await insertRows(tx, 'record_release_arm', [{ ...row, set_by: setBy, set_at: setAt }])
      await this.outbox.append(tx, [releaseArmSetEvent(set)])
      return set
    })
  }
}

/** After everything there is, whichever process's clock is behind. */
const after = (instants: readonly Date[], now: Date): Date =>
  new Date(Math.max(now.getTime(), ...instants.map((each) => each.getTime() + 1)))

/** Oldest first. */
const readArms = (sql: Sql, policies: readonly string[]): Promise<ReleaseArm[]> =>
  sql.query<ReleaseArm>(
    `SELECT ${columns} FROM record_release_arm WHERE policy = ANY($1::text[]) ORDER BY set_at, id`,
    [policies],
  )
