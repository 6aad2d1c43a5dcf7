import type { Content } from './content.js'
import type { ContentItem } from './content-item.js'

/** Where content items are read from. Words are null once erased. */
export abstract class ContentStore {
  abstract findItems(ids: readonly string[]): Promise<ReadonlyMap<string, ContentItem>>
  abstract findWords(ids: readonly string[]): Promise<ReadonlyMap<string, Content>>
}
