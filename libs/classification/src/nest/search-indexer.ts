import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common'
import { ContentIndexer } from '@assize/content/nest'
import { Recurring } from '@assize/platform/nest'
import { VerdictIndexer } from '@assize/verdict/nest'

const pauseMs = 500

/** Makes new content and verdicts found by their words, off the paths that accept and record them. */
@Injectable()
export class SearchIndexer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Recurring(SearchIndexer.name, {
    what: 'filling the search index',
    work: () => this.indexBatch(),
    pauseMs: ({ answer }) => (answer ? 0 : pauseMs),
  })

  constructor(
    @Inject(ContentIndexer) private readonly content: ContentIndexer,
    @Inject(VerdictIndexer) private readonly verdicts: VerdictIndexer,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start()
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop()
  }

  /** Whether more is waiting. */
  async indexBatch(): Promise<boolean> {
    const content = await this.content.indexBatch()
    const verdicts = await this.verdicts.indexBatch()
    return content || verdicts
  }
}
