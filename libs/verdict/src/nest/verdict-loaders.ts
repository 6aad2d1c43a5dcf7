import { Inject, Injectable } from '@nestjs/common'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import type { Verdict, VerdictAttempt, VerdictWords } from '../verdict.js'
import { VerdictStore, type ListedVerdict } from '../verdict-store.js'

/** One query a request and kind, however many verdicts a page shows. */
@Injectable()
export class VerdictLoaders {
  constructor(@Inject(VerdictStore) private readonly store: VerdictStore) {}

  verdict(context: GraphqlContext, id: string): Promise<Verdict | null> {
    return requestLoader(context, 'verdict', (ids) => this.store.findVerdicts(ids)).load(id)
  }

  async verdicts(context: GraphqlContext, ids: readonly string[]): Promise<readonly Verdict[]> {
    const found = await Promise.all(ids.map((id) => this.verdict(context, id)))
    return found.filter((verdict) => verdict !== null)
  }

  listed(context: GraphqlContext, id: string): Promise<ListedVerdict | null> {
    return requestLoader(context, 'listed', (ids) => this.store.findListed(ids)).load(id)
  }

  words(context: GraphqlContext, id: string): Promise<VerdictWords | null> {
    return requestLoader(context, 'verdict-words', (ids) => this.store.findWords(ids)).load(id)
  }

  attempts(context: GraphqlContext, id: string): Promise<readonly VerdictAttempt[] | null> {
    return requestLoader(context, 'attempts', (ids) => this.store.findAttempts(ids)).load(id)
  }

  category(context: GraphqlContext, contentItemId: string): Promise<string | null> {
    const load = (ids: readonly string[]) => this.store.findCategories(ids)
    return requestLoader(context, 'categories', load).load(contentItemId)
  }

  repeatIds(context: GraphqlContext, id: string): Promise<readonly string[] | null> {
    return requestLoader(context, 'repeat-ids', (ids) => this.store.findRepeatIds(ids)).load(id)
  }

  idsByContent(context: GraphqlContext, id: string): Promise<readonly string[] | null> {
    return requestLoader(context, 'verdict-ids', (ids) => this.store.findIdsByContent(ids)).load(id)
  }
}
