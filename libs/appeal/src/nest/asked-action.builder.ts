import { parseContent } from '@assize/content'
import type { PrismaContentStore } from '@assize/content/nest'
import type { Action, NewAction } from '@assize/enforcement'
import type { ActionRecorder } from '@assize/enforcement/nest'
import { commitTo, type IdSource } from '@assize/kernel'
import { insertRows, type Database } from '@assize/platform'

const commitment = commitTo(new Uint8Array(32), '{}')

/** Puts actions and decisions about content on the record, as the rooms below leave them, for tests. */
export class AskedActions {
  constructor(
    private readonly database: Database,
    private readonly content: PrismaContentStore,
    private readonly recorder: ActionRecorder,
    private readonly ids: IdSource,
  ) {}

  /** About new content unless `over` names some. */
  async ask(over: Partial<NewAction> = {}): Promise<Action> {
    const contentItemId = over.contentItemId ?? (await this.item())
    const verdictId = this.ids.next()
    const [action] = await this.database.transaction((tx) =>
      this.recorder.record(tx, [
        {
          ...{ kind: 'hide', interim: false, contentItemId, verdictId, policy: 'spam' },
          ...{ policyCommit: 'a'.repeat(40), cause: { kind: 'verdict', id: verdictId }, ...over },
        },
      ]),
    )
    if (action) return action
    throw new TypeError('expected an action that was new')
  }

  /** A decision in review, about the content of an action; answers the action it asks for. */
  async decide(action: Action, decidedBy: string): Promise<Action> {
    const { contentItemId, policy, policyCommit } = action
    const [id, caseId, verdictId] = [this.ids.next(), this.ids.next(), this.ids.next()]
    const at = new Date()
    const about = { verdict_id: verdictId, content_item_id: contentItemId, policy }
    await insertRows(this.database, 'review_case', [
      {
        ...{ id: caseId, number: parseInt(caseId.slice(-7), 16), ...about },
        ...{ policy_commit: policyCommit, queue: policy, reason: 'flagged', state: 'decided' },
        ...{ priority: 5, simulated: false, source: 'live', opened_at: at, decided_at: at },
        escalated: false,
      },
    ])
    await insertRows(this.database, 'record_decision', [
      {
        ...{ id, case_id: caseId, ...about, policy_commit: policyCommit, outcome: 'violates' },
        ...{ rules: [], is_correction: false, action: 'hide', decided_by: decidedBy },
        ...{ commitment, recorded_at: at },
      },
    ])
    return this.ask({ contentItemId, policy, verdictId, cause: { kind: 'decision', id } })
  }

  /** Takes a decision back, as review does. */
  async reverse({ cause }: Action, reversedBy: string): Promise<void> {
    const id = this.ids.next()
    await this.database.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO record_reversal (id, decision_id, case_id, reversed_by, recorded_at)
         SELECT $1, d.id, d.case_id, $3, now() FROM record_decision d WHERE d.id = $2`,
        [id, cause.id, reversedBy],
      )
      await this.recorder.reverse(tx, cause, id)
    })
  }

  private async item(): Promise<string> {
    const id = this.ids.next()
    const content = parseContent({ text: 'a post' })
    const recordedAt = new Date()
    await this.database.transaction((tx) =>
      this.content.record(tx, [
        { id, content, facts: {}, submittedBy: 'platform', source: 'live', recordedAt },
      ]),
    )
    return id
  }
}
