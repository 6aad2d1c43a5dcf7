import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, Clock, commitTo, IdSource, isUuid, Randomness } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database, insertRows } from '@assize/platform'
import { PolicyError, requireWords, type Outcome } from '../../index.js'
import { PolicyService } from '../policy.service.js'

/** A question on a rule and, once there is one, what its author ruled. Words that were erased are null. */
export interface RulingQuestion {
  readonly id: string
  readonly policy: string
  readonly rule: string
  /** The version in force when it was asked. */
  readonly commit: string | null
  readonly caseId: string | null
  readonly askedBy: string
  readonly askedAt: Date
  readonly question: string | null
  readonly outcome: Outcome | null
  readonly ruledBy: string | null
  readonly ruledAt: Date | null
  readonly answer: string | null
}

export interface AskRuling {
  readonly policy: string
  readonly rule: string
  readonly question: string
  readonly caseId: string | null
  readonly by: string
}

/** Which content item a case is about; told by the room that keeps cases. */
export type FindCaseItem = (caseId: string) => Promise<string | null>

const select = `SELECT q.id, q.policy, q.rule, q."commit", q.case_id AS "caseId", q.asked_by AS "askedBy",
    q.recorded_at AS "askedAt", w.question, r.outcome, r.ruled_by AS "ruledBy",
    r.recorded_at AS "ruledAt", a.answer
  FROM record_ruling_question q
  LEFT JOIN payload_ruling_question w ON w.question_id = q.id
  LEFT JOIN LATERAL (SELECT * FROM record_ruling WHERE question_id = q.id ORDER BY id DESC LIMIT 1) r ON true
  LEFT JOIN payload_ruling a ON a.ruling_id = r.id`

/** Questions on rules, asked where they are unclear, and what their authors rule. */
@Injectable()
export class Rulings {
  private findItem: FindCaseItem = () => Promise.resolve(null)

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Randomness) private readonly randomness: Randomness,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For the room that keeps cases. */
  knowCases(find: FindCaseItem): void {
    this.findItem = find
  }

  /** Newest first. */
  list(policy: string, rule: string | null): Promise<RulingQuestion[]> {
    return this.database.query<RulingQuestion>(
      `${select} WHERE q.policy = $1 AND ($2::text IS NULL OR q.rule = $2) ORDER BY q.id DESC LIMIT 200`,
      [policy, rule],
    )
  }

  /** Throws `RULE_UNKNOWN`, `CASE_UNKNOWN`, `MESSAGE_REFUSED`, and as `PolicyService.inForce`. */
  async ask({ policy, rule, question, caseId, by }: AskRuling): Promise<RulingQuestion> {
    const version = await this.policies.at(policy, 'in-force')
    if (!version.manifest.rules.some(({ code }) => code === rule))
      throw new PolicyError('RULE_UNKNOWN', 'expected a rule of the version in force', {
        ...{ policy, rule: rule.slice(0, 100) },
      })
    const item = caseId === null || !isUuid(caseId) ? null : await this.findItem(caseId)
    if (caseId !== null && item === null)
      throw new PolicyError('CASE_UNKNOWN', 'expected a case, saw no such id')
    const words = { question: requireWords(question, 'question') }
    const [id, salt] = [this.ids.next(), this.randomness.bytes(32)]
    await this.database.transaction(async (tx) => {
      await insertRows(tx, 'record_ruling_question', [
        {
          ...{ id, policy, rule, commit: version.commit, case_id: caseId, content_item_id: item },
          ...{ asked_by: by, commitment: commitTo(salt, canonicalJson(words)) },
          recorded_at: this.clock.now(),
        },
      ])
      await insertRows(tx, 'payload_ruling_question', [{ question_id: id, salt, ...words }])
      const payload = { questionId: id, policy, rule }
      await this.outbox.append(tx, [{ type: 'policy.ruling-asked', subject: policy, payload }])
    })
    return this.get(id)
  }

  /** A later ruling stands in place of an earlier one. Throws `RULING_UNKNOWN`, `MESSAGE_REFUSED`. */
  async rule(
    questionId: string,
    said: { readonly answer: string; readonly outcome: Outcome | null; readonly by: string },
  ): Promise<RulingQuestion> {
    const { policy } = await this.get(questionId)
    const words = { answer: requireWords(said.answer, 'ruling') }
    const [id, salt] = [this.ids.next(), this.randomness.bytes(32)]
    await this.database.transaction(async (tx) => {
      await insertRows(tx, 'record_ruling', [
        {
          ...{ id, question_id: questionId, outcome: said.outcome, ruled_by: said.by },
          commitment: commitTo(salt, canonicalJson(words)),
          recorded_at: this.clock.now(),
        },
      ])
      await insertRows(tx, 'payload_ruling', [{ ruling_id: id, salt, ...words }])
      const payload = { questionId, rulingId: id, policy }
      await this.outbox.append(tx, [{ type: 'policy.ruled', subject: policy, payload }])
    })
    return this.get(questionId)
  }

  private async get(id: string): Promise<RulingQuestion> {
    const [found] = isUuid(id)
      ? await this.database.query<RulingQuestion>(`${select} WHERE q.id = $1`, [id])
      : []
    if (found) return found
    throw new PolicyError('RULING_UNKNOWN', 'expected a question on a rule, saw no such id')
  }
}
