import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { ContentStore, type Content, type ContentItem } from '@assize/content'
import { Dispatcher, type DispatchResult, type Prompt } from '@assize/inference'
import type { Effort, PolicyVersion } from '@assize/policy'
import { PolicyService } from '@assize/policy/nest'
import { Config, Database } from '@assize/platform'
import { judgingRequest } from '../judging-request.js'
import { buildPrompt } from '../prompt.js'
import type { Classification } from '../classification.js'
import { toRecording } from '../to-recording.js'
import { RecordingBatcher } from './recording-batcher.js'

/** Takes pending classifications to their recorded verdicts. Running twice for the same id changes nothing. */
@Injectable()
export class JudgeService {
  /** Ids this process is working on: a job delivered twice to it waits for nothing and costs nothing. */
  private readonly inHand = new Set<string>()

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ContentStore) private readonly content: ContentStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Dispatcher) private readonly dispatcher: Dispatcher,
    @Inject(RecordingBatcher) private readonly batcher: RecordingBatcher,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'contentHmacKey'>,
  ) {}

  get working(): ReadonlySet<string> {
    return this.inHand
  }

  async judge(ids: readonly string[]): Promise<void> {
    const mine = ids.filter((id) => !this.inHand.has(id))
    for (const id of mine) this.inHand.add(id)
    try {
      const pending = await this.findPending(mine)
      const itemIds = pending.map((each) => each.contentItemId)
      const [items, words] = await Promise.all([
        this.content.findItems(itemIds),
        this.content.findWords(itemIds),
      ])
      await allOrThrow(
        pending.map(async (each) => {
          const item = items.get(each.contentItemId)
          if (!item) throw new Error('a classification names a content item that is not on record')
          await this.judgeOne(each, item, words.get(each.contentItemId) ?? noWords)
        }),
      )
    } finally {
      for (const id of mine) this.inHand.delete(id)
    }
  }

  private async judgeOne(
    classification: Classification,
    item: ContentItem,
    content: Content,
  ): Promise<void> {
    const version = await this.policies.byCommit(classification.policy, classification.policyCommit)
    const effort = classification.effort ?? version.manifest.effort
    const prompt = buildPrompt(version.text, content)
    const result = erased(content)
      ? ({ attempts: [], completion: null, ending: 'content-erased' } as const)
      : await this.dispatch(classification, version, prompt, effort)
    const now = this.clock.now()
    await this.batcher.record(
      toRecording({
        ...{ classification, item, content, version, prompt, effort, result, now },
        digestKey: this.config.contentHmacKey,
      }),
    )
  }

  private dispatch(
    classification: Classification,
    version: PolicyVersion,
    prompt: Prompt,
    effort: Effort,
  ): Promise<DispatchResult> {
    const { onPremisesOnly } = classification
    const { contract } = version
    return this.dispatcher.dispatch(judgingRequest({ prompt, contract, effort, onPremisesOnly }))
  }

  private findPending(ids: readonly string[]): Promise<readonly Classification[]> {
    return this.database.query<Classification>(
      `SELECT id, content_item_id AS "contentItemId", policy, policy_commit AS "policyCommit", state,
              effort, priority, on_premises_only AS "onPremisesOnly", submitted_by AS "submittedBy",
              external_id AS "externalId", accepted_at AS "acceptedAt", arm,
              (SELECT jsonb_build_object('verdictId', o.id, 'outcome', o.outcome) FROM record_verdict o
               WHERE o.id = c.repeat_of) AS repeats
       FROM classification c WHERE id = ANY($1::uuid[]) AND state = 'pending'`,
      [ids],
    )
  }
}

/** Content erased between acceptance and judgement: nothing may be asked about it any more. */
const noWords: Content = { kind: 'text', messages: [] }
const erased = (content: Content): boolean => content.messages.length === 0

/** Lets every one finish before the first failure is thrown, so that a retry repeats only what failed. */
async function allOrThrow(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}
