import { Inject, Injectable } from '@nestjs/common'
import { actionAfterDecision } from '@assize/enforcement'
import { ActionRecorder } from '@assize/enforcement/nest'
import { Outbox } from '@assize/events/nest'
import { digestOfToken } from '@assize/identity'
import { Clock, IdSource } from '@assize/kernel'
import { Database, type Sql } from '@assize/platform'
import { readRuleCodes } from '@assize/policy'
import { PolicyService, Rulings } from '@assize/policy/nest'
import { VerdictStore } from '@assize/verdict'
import { decide, reopen, requireLease, type HeldLease } from '../case-machine.js'
import { recordedEvent, reversedEvent } from '../case-events.js'
import type { Decision, DecisionInput } from '../decision.js'
import { draftDecision, requireKnown, type DraftDecision } from '../draft-decision.js'
import { requireReversible } from '../reversal.js'
import type { ReviewCase } from '../review-case.js'
import { CaseRecorder } from './case-recorder.js'
import { PostgresCaseStore } from './postgres-case-store.js'
import { PostgresDecisionStore } from './postgres-decision-store.js'

export interface DecideRequest extends DecisionInput {
  readonly caseId: string
  readonly leaseToken: string
  /** A rule whose meaning the case left open, and what is asked of its author. */
  readonly unclear?: { readonly rule: string; readonly question: string } | null
}

/** Puts what people conclude on the record, with the action it asks for and the case it closes. */
@Injectable()
export class DecisionService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PostgresCaseStore) private readonly cases: PostgresCaseStore,
    @Inject(PostgresDecisionStore) private readonly decisions: PostgresDecisionStore,
    @Inject(CaseRecorder) private readonly recorder: CaseRecorder,
    @Inject(ActionRecorder) private readonly actions: ActionRecorder,
    @Inject(VerdictStore) private readonly verdicts: VerdictStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Rulings) private readonly rulings: Rulings,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws what `requireLease` and `draftDecision` throw, `CASE_UNKNOWN`, and as `Rulings.askWithin`. */
  async decide(personId: string, request: DecideRequest): Promise<Decision> {
    const held = { holder: personId, tokenHash: digestOfToken(request.leaseToken) }
    const seen = await this.cases.get(request.caseId)
    requireLease(seen, held, this.clock.now())
    const draft = await this.draft(seen, request)
    return this.database.transaction(async (tx) => {
      const now = this.clock.now()
      // Looked at again: between the first look and the lock the lease may have ended.
      const closed = decide(await this.cases.lock(tx, seen.id), held, now)
      const decision = this.toDecision(closed, draft, held, now)
      const { outcome, isCorrection, action } = decision
      await this.decisions.record(tx, decision)
      await this.recorder.change(tx, [
        {
          case: closed,
          kind: 'decided',
          by: { kind: 'person', id: personId },
          data: { decisionId: decision.id, outcome, isCorrection, action },
        },
      ])
      await this.actions.record(tx, [
        {
          ...actionAfterDecision(outcome, action),
          contentItemId: closed.contentItemId,
          verdictId: closed.verdictId,
          policy: closed.policy,
          policyCommit: closed.policyCommit,
          cause: { kind: 'decision', id: decision.id },
        },
      ])
      await this.outbox.append(tx, [recordedEvent(decision)])
      if (request.unclear) await this.ask(tx, decision, request.unclear)
      return decision
    })
  }

  /** With the decision or not at all; a decision that is taken back leaves its question. */
  private ask(
    tx: Sql,
    { policy, policyCommit, caseId, contentItemId, decidedBy }: Decision,
    { rule, question }: NonNullable<DecideRequest['unclear']>,
  ): Promise<string> {
    return this.rulings.askWithin(tx, {
      ...{ policy, rule, question, caseId, contentItemId },
      ...{ commit: policyCommit, by: decidedBy },
    })
  }

  /** Throws what `requireReversible` and a guard of reversals throw, and `DECISION_UNKNOWN`. */
  async reverse(personId: string, decisionId: string): Promise<ReviewCase> {
    const seen = await this.decisions.get(this.database, decisionId)
    return this.database.transaction(async (tx) => {
      const found = await this.cases.lock(tx, seen.caseId)
      const decision = await this.decisions.get(tx, decisionId)
      const now = this.clock.now()
      requireReversible(decision, personId, now)
      const reversal = { id: this.ids.next(), reversedBy: personId, recordedAt: now }
      const reopened = reopen(found)
      await this.decisions.recordReversal(tx, reversal, decision)
      await this.recorder.change(tx, [
        {
          case: reopened,
          kind: 'reversed',
          by: { kind: 'person', id: personId },
          data: { decisionId, reversalId: reversal.id },
        },
      ])
      await this.actions.reverse(tx, { kind: 'decision', id: decisionId }, reversal.id)
      await this.outbox.append(tx, [reversedEvent(decision)])
      return reopened
    })
  }

  private async draft(seen: ReviewCase, input: DecideRequest): Promise<DraftDecision> {
    const [verdict, version] = await Promise.all([
      this.verdicts.findVerdicts([seen.verdictId]).then((found) => found.get(seen.verdictId)),
      this.policies.byCommit(seen.policy, seen.policyCommit),
    ])
    if (!verdict) throw new Error('a case stands without the verdict it is about')
    const { outcome, rules, severity, errorClass, rationale, action } = input
    const stated = new Set(version.contract.rules.map(({ code }) => code))
    const codes = readRuleCodes(version.text)
    const knows = (code: string) => stated.has(code) || codes.known.has(code)
    if (input.unclear) requireKnown([input.unclear.rule], knows)
    return draftDecision(
      { outcome, rules, severity, errorClass, rationale, action },
      verdict,
      knows,
    )
  }

  private toDecision(
    { id, verdictId, contentItemId, policy, policyCommit }: ReviewCase,
    draft: DraftDecision,
    { holder }: HeldLease,
    recordedAt: Date,
  ): Decision {
    return {
      ...draft,
      ...{ verdictId, contentItemId, policy, policyCommit, recordedAt },
      id: this.ids.next(),
      caseId: id,
      decidedBy: holder,
      reversed: false,
    }
  }
}
