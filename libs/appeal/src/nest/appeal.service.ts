import { Inject, Injectable } from '@nestjs/common'
import { ActionStore, type Action } from '@assize/enforcement'
import { ActionRecorder } from '@assize/enforcement/nest'
import { Outbox } from '@assize/events/nest'
import { IdentityError, refuseOwnAppeal, type Principal } from '@assize/identity'
import { Clock, IdSource, isUuid } from '@assize/kernel'
import { Database, type Sql } from '@assize/platform'
import type { ActionKind } from '@assize/policy'
import type { Appeal, AppealDecision, AppealOutcome } from '../appeal.js'
import { AppealError } from '../appeal-error.js'
import { appealDecided, appealLodged } from '../appeal-events.js'
import { parseReasons, parseStatement } from '../appeal-words.js'
import { answerTo } from '../answering.js'
import { dueAt, requireAppealable } from '../lodging.js'
import { PostgresAppealStore } from './postgres-appeal-store.js'

export type Actor = Pick<Principal, 'kind' | 'id'>

export interface LodgeRequest {
  readonly actionId: string
  readonly statement: string
  /** When the platform was told, from which time to answer runs; now unless given, and never later. */
  readonly receivedAt?: Date
}

export interface AnswerRequest {
  readonly appealId: string
  readonly outcome: AppealOutcome
  readonly action?: ActionKind | null
  readonly reasons: string
}

/** The answer, with the appeal it decides. */
export interface Answered {
  readonly appeal: Appeal
  readonly decision: AppealDecision
}

/** A second look at an action, by someone else. */
@Injectable()
export class AppealService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PostgresAppealStore) private readonly store: PostgresAppealStore,
    @Inject(ActionStore) private readonly actions: ActionStore,
    @Inject(ActionRecorder) private readonly recorder: ActionRecorder,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Once an action. Throws what `parseStatement` and `requireAppealable` throw, `ACTION_UNKNOWN`, `ALREADY_APPEALED`,
   * `ACTION_TAKEN_BACK`.
   */
  async lodge({ kind, id }: Actor, request: LodgeRequest): Promise<Appeal> {
    const statement = parseStatement(request.statement)
    const action = await this.getAction(request.actionId)
    requireAppealable(action)
    const { contentItemId, verdictId, policy, policyCommit } = action
    const recordedAt = this.clock.now()
    const receivedAt = earlier(request.receivedAt ?? recordedAt, recordedAt)
    const appeal = {
      ...{ id: this.ids.next(), actionId: action.id, contentItemId, verdictId },
      ...{ policy, policyCommit, lodgedBy: { kind, id }, dueAt: dueAt(receivedAt), recordedAt },
    }
    return this.database.transaction(async (tx) => {
      await this.store.takeTurn(tx, action.id)
      const known = (await this.store.findByActions([action.id], tx)).get(action.id)
      if (known)
        throw new AppealError('ALREADY_APPEALED', 'expected an action without an appeal', {
          appealId: known.id,
        })
      if (await this.store.isTakenBack(tx, action))
        throw new AppealError('ACTION_TAKEN_BACK', 'expected an action that was not taken back', {
          actionId: action.id,
        })
      const recorded = await this.store.recordAppeal(tx, appeal, statement)
      await this.outbox.append(tx, [appealLodged(recorded)])
      return recorded
    })
  }

  /**
   * Once an appeal, by a person who neither lodged it nor decided about its content before. Throws what `parseReasons`
   * and `answerTo` throw, `APPEAL_UNKNOWN`, `ALREADY_DECIDED`, `NOT_A_PERSON`, `SAME_PERSON`.
   */
  async decide(actor: Actor, request: AnswerRequest): Promise<Answered> {
    if (actor.kind !== 'person')
      throw new AppealError('NOT_A_PERSON', 'expected a person to decide, saw a service account')
    const reasons = parseReasons(request.reasons)
    const { actionId } = await this.getAppeal(request.appealId)
    const { kind: appealed } = await this.getAction(actionId)
    try {
      return await this.database.transaction((tx) =>
        this.decideWithin(tx, actor.id, { ...request, reasons, appealed }),
      )
    } catch (error) {
      throw isSamePerson(error) ? samePerson(error) : error
    }
  }

  private async decideWithin(
    tx: Sql,
    personId: string,
    request: AnswerRequest & { readonly appealed: ActionKind },
  ): Promise<Answered> {
    const appeal = await this.openAppeal(tx, request.appealId)
    const deciders = await this.store.findDeciders([appeal.contentItemId], tx)
    refuseOwnAppeal({
      person: personId,
      lodgedBy: appeal.lodgedBy.id,
      decidedBefore: deciders.get(appeal.contentItemId) ?? [],
    })
    const current = await this.store.currentAction(tx, appeal)
    const { outcome, reasons, appealed } = request
    const answer = answerTo(outcome, request.action ?? null, { appealed, current })
    const decision = {
      ...{ id: this.ids.next(), outcome, action: answer.action, decidedBy: personId },
      recordedAt: this.clock.now(),
    }
    await this.store.recordDecision(tx, appeal.id, decision, reasons)
    if (answer.asked) {
      const { contentItemId, verdictId, policy, policyCommit } = appeal
      await this.recorder.record(tx, [
        {
          ...{ ...answer.asked, contentItemId, verdictId, policy, policyCommit },
          cause: { kind: 'appeal', id: appeal.id },
        },
      ])
    }
    await this.outbox.append(tx, [appealDecided(appeal, decision)])
    return { appeal, decision }
  }

  private async openAppeal(tx: Sql, id: string): Promise<Appeal> {
    await this.store.takeTurn(tx, id)
    const appeal = await this.getAppeal(id, tx)
    if (appeal.decision)
      throw new AppealError('ALREADY_DECIDED', 'expected an open appeal, saw one decided', {
        outcome: appeal.decision.outcome,
        decidedAt: appeal.decision.recordedAt,
      })
    return appeal
  }

  private async getAppeal(id: string, sql: Sql = this.database): Promise<Appeal> {
    const appeal = isUuid(id) ? (await this.store.findAppeals([id], sql)).get(id) : undefined
    if (appeal) return appeal
    throw new AppealError('APPEAL_UNKNOWN', 'expected an appeal lodged here')
  }

  private async getAction(id: string): Promise<Action> {
    const action = isUuid(id) ? (await this.actions.findActions([id])).get(id) : undefined
    if (action) return action
    throw new AppealError('ACTION_UNKNOWN', 'expected an action asked here')
  }
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)

/** The database's own word on separation of duty: a decision that came between our look and the insert. */
const isSamePerson = (error: unknown): boolean =>
  error instanceof Error && (error as { code?: unknown }).code === 'AZ002'

const samePerson = (cause: unknown) =>
  new IdentityError(
    'SAME_PERSON',
    'expected another person, saw one who decided before',
    {},
    { cause },
  )
