import { parseContent } from '@assize/content'
import type { PrismaContentStore } from '@assize/content/nest'
import { commitTo, type IdSource } from '@assize/kernel'
import { insertRows, type Database } from '@assize/platform'
import type { Outcome, PolicyVersion } from '@assize/policy'

export interface DecidedCase {
  readonly text: string
  readonly version: PolicyVersion
  readonly decided: Outcome
  readonly rules: readonly string[]
  readonly judged: Outcome
  readonly label: string | null
  readonly simulated: boolean
  readonly rationale: string
  readonly decidedBy: string
  readonly at: Date
}

export interface RecordedCase {
  readonly contentItemId: string
  readonly verdictId: string
  readonly caseId: string
  readonly decisionId: string
}

const salt = new Uint8Array(32).fill(7)
const commitment = commitTo(salt, '{}')

/** Puts a judged and decided case on the record, as the rooms below leave it, for tests. */
export class DecidedCases {
  constructor(
    private readonly database: Database,
    private readonly content: PrismaContentStore,
    private readonly ids: IdSource,
  ) {}

  async record(given: DecidedCase): Promise<RecordedCase> {
    const { version, at } = given
    const contentItemId = this.ids.next()
    const verdictId = this.ids.next()
    const caseId = this.ids.next()
    const under = { policy: version.policy, policy_commit: version.commit }
    const about = { verdict_id: verdictId, content_item_id: contentItemId, ...under }
    await this.database.transaction(async (tx) => {
      await this.content.record(tx, [
        {
          id: contentItemId,
          content: parseContent({ text: given.text }),
          facts: {},
          submittedBy: 'platform',
          source: 'live',
          recordedAt: at,
        },
      ])
      await insertRows(tx, 'record_verdict', [
        {
          ...{ id: verdictId, content_item_id: contentItemId, ...under },
          policy_blob: version.blob,
          policy_bundle_sha256: version.bundleSha256,
          prompt_digest: 'd'.repeat(64),
          outcome: given.judged,
          label: given.label,
          rules: given.rules,
          ...{ model: 'm', endpoint: 'e', sampling: {}, usage: {}, attempts: 1, arm: 'live' },
          ...{ answered_by: 'model', simulated: given.simulated, source: 'live', commitment },
          ...{ accepted_at: at, decided_at: at, recorded_at: at },
        },
      ])
      await insertRows(tx, 'payload_verdict', [
        { verdict_id: verdictId, salt, trace: 'a trace', output: given.label, rationale: null },
      ])
      await insertRows(tx, 'review_case', [
        {
          ...{ id: caseId, number: Number(BigInt(`0x${caseId.slice(-7)}`)), ...about },
          ...{ queue: version.policy, reason: 'flagged', state: 'decided', priority: 5 },
          ...{ simulated: given.simulated, source: 'live', opened_at: at },
          ...{ decided_at: at, escalated: false },
        },
      ])
    })
    const decisionId = await this.decide({ ...given, contentItemId, verdictId, caseId })
    return { contentItemId, verdictId, caseId, decisionId }
  }

  /** A later decision of the same case. */
  async decide(given: DecidedCase & Omit<RecordedCase, 'decisionId'>): Promise<string> {
    const id = this.ids.next()
    await this.database.transaction(async (tx) => {
      await insertRows(tx, 'record_decision', [
        {
          ...{ id, case_id: given.caseId, verdict_id: given.verdictId },
          ...{ content_item_id: given.contentItemId, policy: given.version.policy },
          ...{ policy_commit: given.version.commit, outcome: given.decided, rules: given.rules },
          is_correction: given.decided !== given.judged,
          ...{ action: 'none', decided_by: given.decidedBy, commitment, recorded_at: given.at },
        },
      ])
      await insertRows(tx, 'payload_decision', [
        { decision_id: id, salt, rationale: given.rationale },
      ])
    })
    return id
  }

  /** Takes a decision back, by the person who took it. */
  async reverse({ decisionId, caseId }: RecordedCase, given: DecidedCase): Promise<void> {
    await insertRows(this.database, 'record_reversal', [
      {
        ...{ id: this.ids.next(), decision_id: decisionId, case_id: caseId },
        ...{ reversed_by: given.decidedBy, recorded_at: given.at },
      },
    ])
  }

  /** An appeal against an action on the item, decided. */
  async appeal(
    recorded: RecordedCase,
    { version, at }: DecidedCase,
    outcome: string,
  ): Promise<void> {
    const { contentItemId, verdictId } = recorded
    const under = { policy: version.policy, policy_commit: version.commit, recorded_at: at }
    const actionId = this.ids.next()
    const appealId = this.ids.next()
    const cause = { kind: 'hide', interim: false, cause_kind: 'verdict', cause_id: verdictId }
    const about = { content_item_id: contentItemId, verdict_id: verdictId, ...under }
    await this.database.transaction(async (tx) => {
      await insertRows(tx, 'record_action', [{ id: actionId, ...about, ...cause }])
      await tx.query(
        `INSERT INTO record_appeal (id, action_id, content_item_id, verdict_id, policy,
           policy_commit, lodged_by_kind, lodged_by, commitment, due_at, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'person', $1, $7, $8, $8)`,
        [
          appealId,
          actionId,
          contentItemId,
          verdictId,
          version.policy,
          version.commit,
          commitment,
          at,
        ],
      )
      await insertRows(tx, 'record_appeal_decision', [
        {
          ...{ id: this.ids.next(), appeal_id: appealId, outcome, action: 'none' },
          ...{ decided_by: this.ids.next(), commitment, recorded_at: at },
        },
      ])
    })
  }
}
