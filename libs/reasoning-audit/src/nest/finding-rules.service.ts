import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, Clock, commitTo, IdSource, isUuid, Randomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { PolicyService } from '@assize/policy/nest'
import type { FindingType } from '../detectors.js'
import { FindingRuleError } from '../finding-rule-error.js'
import { parseFindingRules, type FindingRule } from '../finding-rules.js'
import { parseReason, type Suppression } from '../finding-suppression.js'
import {
  FindingRuleStore,
  type RecordedRules,
  type SuppressionOfVerdict,
} from './finding-rule-store.js'
import { FoundFindings } from './found-findings.js'

export interface RulesAsked {
  readonly policy: string
  readonly rules: readonly FindingRule[]
  /** The rules they were made from; null for the usual ones. */
  readonly basedOn: string | null
}

export interface SuppressionAsked {
  readonly policy: string
  readonly type: FindingType
  readonly rule: string | null
  readonly findingId: string | null
  readonly reason: string
  readonly until: Date | null
}

/** Sets what findings of a policy do, and suspends it with a reason. */
@Injectable()
export class FindingRulesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FindingRuleStore) private readonly store: FindingRuleStore,
    @Inject(FoundFindings) private readonly findings: FoundFindings,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** Throws `POLICY_UNKNOWN`, `RULES_CHANGED` and what `parseFindingRules` throws. */
  async setRules(personId: string, asked: RulesAsked): Promise<RecordedRules> {
    await this.requirePolicy(asked.policy)
    const set = {
      ...{ id: this.ids.next(), policy: asked.policy, rules: parseFindingRules(asked.rules) },
      ...{ setBy: personId, recordedAt: this.clock.now() },
    }
    await this.database.transaction(async (tx) => {
      await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('finding-rules ' || $1, 0))", [
        asked.policy,
      ])
      const [newest] = await tx.query<{ id: string }>(
        'SELECT id FROM record_finding_rules WHERE policy = $1 ORDER BY id DESC LIMIT 1',
        [asked.policy],
      )
      if ((newest?.id ?? null) !== asked.basedOn)
        throw new FindingRuleError('RULES_CHANGED', 'expected the rules as they stand now', {
          policy: asked.policy,
        })
      await this.store.setRules(tx, set)
    })
    return set
  }

  /** Throws `POLICY_UNKNOWN`, `FINDING_UNKNOWN`, `SCOPE_INVALID`, `UNTIL_PASSED` and what `parseReason` throws. */
  async suppress(personId: string, asked: SuppressionAsked): Promise<Suppression> {
    const reason = parseReason(asked.reason)
    const recordedAt = this.clock.now()
    if (asked.until && asked.until <= recordedAt)
      throw new FindingRuleError('UNTIL_PASSED', 'expected an instant to come')
    await this.requirePolicy(asked.policy)
    const finding = asked.findingId === null ? null : await this.findings.get(asked.findingId)
    if (finding && (finding.policy !== asked.policy || finding.type !== asked.type || asked.rule))
      throw new FindingRuleError(
        'SCOPE_INVALID',
        'expected the policy and type of the finding, and no rule beside it',
      )
    const { policy, type, findingId, until } = asked
    const rule = asked.rule?.trim() || null
    const [id, salt] = [this.ids.next(), this.randomness.bytes(32)]
    await this.database.transaction(async (tx) => {
      await insertRows(tx, 'record_finding_suppression', [
        {
          ...{ id, policy, type, rule, until, suppressed_by: personId, recorded_at: recordedAt },
          finding_set_id: finding?.setId ?? null,
          finding_index: finding?.index ?? null,
          verdict_id: finding?.verdictId ?? null,
          commitment: commitTo(salt, canonicalJson({ reason })),
        },
      ])
      await insertRows(tx, 'payload_finding_suppression', [{ suppression_id: id, salt, reason }])
    })
    return {
      ...{ id, policy, type, rule, findingId, until, reason, recordedAt },
      ...{ by: personId, lifted: null },
    }
  }

  /** Throws `SUPPRESSION_UNKNOWN`, `SUPPRESSION_LIFTED`. */
  async lift(personId: string, id: string): Promise<SuppressionOfVerdict> {
    const found = isUuid(id) ? (await this.store.findSuppressions([id])).get(id) : undefined
    if (!found)
      throw new FindingRuleError('SUPPRESSION_UNKNOWN', 'expected a suppression on the record')
    const at = this.clock.now()
    await this.database.transaction(async (tx) => {
      // Two who lift at once: the second waits here, and then sees the first.
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [id])
      const [lifted] = await tx.query(
        'SELECT 1 FROM record_finding_suppression_lift WHERE suppression_id = $1',
        [id],
      )
      if (lifted) throw new FindingRuleError('SUPPRESSION_LIFTED', 'expected one that holds still')
      await this.store.lift(tx, { id: this.ids.next(), suppressionId: id, by: personId, at })
    })
    return { ...found, lifted: { by: personId, at } }
  }

  private async requirePolicy(policy: string): Promise<void> {
    if (!(await this.policies.findHead(policy)))
      throw new FindingRuleError('POLICY_UNKNOWN', 'expected a policy that is there')
  }
}
