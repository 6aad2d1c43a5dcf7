import { Inject, Injectable } from '@nestjs/common'
import { ContentStore } from '@assize/content'
import { versionKey } from '@assize/policy'
import { PolicyService } from '@assize/policy/nest'
import { VerdictStore } from '@assize/verdict'
import { chatLine } from '../chat-line.js'
import type { Dataset } from '../dataset.js'
import type { Split } from '../split.js'
import { PostgresDatasetStore, type SizedItem } from './postgres-dataset-store.js'

const itemsAtOnce = 500
const charactersAtOnce = 2_000_000

/** Writes a data set out, line by line, in memory that does not grow with it. Equal words give equal bytes. */
@Injectable()
export class DatasetRenderer {
  constructor(
    @Inject(PostgresDatasetStore) private readonly store: PostgresDatasetStore,
    @Inject(ContentStore) private readonly content: ContentStore,
    @Inject(VerdictStore) private readonly verdicts: VerdictStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** One a present item, in order of position. Items whose content was erased have none. */
  async *chatLines(dataset: Dataset, split: Split | null): AsyncGenerator<string> {
    let position = 0
    for (;;) {
      const items = await this.store.itemsAfter(dataset.id, split, position, { limit: itemsAtOnce })
      for (const group of groupsBySize(items)) yield* await this.linesOf(dataset, group)
      const last = items.at(-1)
      if (!last || items.length < itemsAtOnce) return
      position = last.position
    }
  }

  private async linesOf(dataset: Dataset, items: readonly SizedItem[]): Promise<string[]> {
    const keys = items.map(({ policy, policyCommit }) => versionKey(policy, policyCommit))
    const [contents, rationales, verdicts, versions] = await Promise.all([
      this.content.findWords(items.map((item) => item.contentItemId)),
      this.store.findRationales(items.map((item) => item.decisionId)),
      this.verdicts.findWords(items.map((item) => item.verdictId)),
      this.policies.byCommits([...new Set(keys)]),
    ])
    return items.flatMap((item) => {
      const content = contents.get(item.contentItemId)
      if (!content) return []
      const version = versions.get(versionKey(item.policy, item.policyCommit))
      if (!version) throw new TypeError('expected the policy version a data set was made under')
      const decisionRationale = rationales.get(item.decisionId) ?? null
      const verdictRationale = verdicts.get(item.verdictId)?.rationale ?? null
      return [chatLine(dataset, item, version, { content, decisionRationale, verdictRationale })]
    })
  }
}

function* groupsBySize(items: readonly SizedItem[]): Iterable<readonly SizedItem[]> {
  let group: SizedItem[] = []
  let characters = 0
  for (const item of items) {
    if (group.length > 0 && characters + item.characters > charactersAtOnce) {
      yield group
      group = []
      characters = 0
    }
    group.push(item)
    characters += item.characters
  }
  if (group.length > 0) yield group
}
