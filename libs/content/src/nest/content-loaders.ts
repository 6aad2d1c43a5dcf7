import { Inject, Injectable } from '@nestjs/common'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import type { Content } from '../content.js'
import type { ContentItem } from '../content-item.js'
import { ContentStore } from '../content-store.js'

/** One query a request for all items a page shows, and one for their words. */
@Injectable()
export class ContentLoaders {
  constructor(@Inject(ContentStore) private readonly store: ContentStore) {}

  item(context: GraphqlContext, id: string): Promise<ContentItem | null> {
    return requestLoader(context, 'content-item', (ids) => this.store.findItems(ids)).load(id)
  }

  words(context: GraphqlContext, id: string): Promise<Content | null> {
    return requestLoader(context, 'content-words', (ids) => this.store.findWords(ids)).load(id)
  }
}
