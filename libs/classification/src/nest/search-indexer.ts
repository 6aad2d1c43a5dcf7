import { Inject, Injectable } from '@nestjs/common'
import { ContentIndexer } from '@assize/content/nest'
import { Recurring, RecurringWork } from '@assize/platform/nest'
import { VerdictIndexer } from '@assize/verdict/nest'

const pauseMs = 500

/** Makes new content and verdicts found by their words, off the paths that accept and record them. */
@Injectable()
export class SearchIndexer extends RecurringWork {
  protected readonly rounds = new Recurring(SearchIndexer.name, {
    what: 'filling the search index',
    work: () => this.indexBatch(),
    pauseMs: ({ answer }) => (answer ? 0 : pauseMs),
  })

  constructor(
    @Inject(ContentIndexer) private readonly content: ContentIndexer,
    @Inject(VerdictIndexer) private readonly verdicts: VerdictIndexer,
  ) {
    super()
  }

  /** Whether more is waiting. */
  async indexBatch(): Promise<boolean> {
    const content = await this.content.indexBatch()
    const verdicts = await this.verdicts.indexBatch()
    return content || verdicts
  }
}
