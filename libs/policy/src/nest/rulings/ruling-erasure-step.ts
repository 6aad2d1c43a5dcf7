import { Inject, Injectable, Module, type OnModuleInit } from '@nestjs/common'
import { ErasureStep, type Reach, type Statements } from '@assize/custody'
import { ErasingModule, ErasureSteps } from '@assize/custody/nest'

const about = 'SELECT id FROM record_ruling_question WHERE content_item_id = ANY($1::uuid[])'

const offered = 'SELECT id FROM record_example_offer WHERE content_item_id = ANY($1::uuid[])'

/** Questions asked of content, their rulings, and what was offered as an example: all may quote it. */
@Injectable()
export class RulingErasingStep extends ErasureStep {
  readonly name = 'ruling'

  async reach(sql: Statements, ids: readonly string[]): Promise<readonly Reach[]> {
    const [counts] = await sql.query<{ n: number; offers: number }>(
      `SELECT (SELECT count(*)::int FROM payload_ruling_question WHERE question_id IN (${about}))
         + (SELECT count(*)::int FROM payload_ruling p JOIN record_ruling r ON r.id = p.ruling_id
            WHERE r.question_id IN (${about})) AS n,
         (SELECT count(*)::int FROM payload_example_offer WHERE offer_id IN (${offered})) AS offers`,
      [ids],
    )
    return [
      { kind: 'ruling', count: counts?.n ?? 0 },
      { kind: 'example-offer', count: counts?.offers ?? 0 },
    ]
  }

  async erase(tx: Statements, ids: readonly string[]): Promise<number> {
    const answers = await tx.query(
      `DELETE FROM payload_ruling WHERE ruling_id IN (
         SELECT id FROM record_ruling WHERE question_id IN (${about})) RETURNING 1`,
      [ids],
    )
    const questions = await tx.query(
      `DELETE FROM payload_ruling_question WHERE question_id IN (${about}) RETURNING 1`,
      [ids],
    )
    const offers = await tx.query(
      `DELETE FROM payload_example_offer WHERE offer_id IN (${offered}) RETURNING 1`,
      [ids],
    )
    return answers.length + questions.length + offers.length
  }
}

/** This room's part in an erasure, also for a process that erases and serves nothing. */
@Module({ imports: [ErasingModule], providers: [RulingErasingStep] })
export class RulingErasingModule implements OnModuleInit {
  constructor(
    @Inject(ErasureSteps) private readonly steps: ErasureSteps,
    @Inject(RulingErasingStep) private readonly step: RulingErasingStep,
  ) {}

  onModuleInit(): void {
    this.steps.add(this.step)
  }
}
