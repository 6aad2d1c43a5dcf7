import type { Page } from '@assize/platform'
import type { ListedVerdict } from '../verdict-store.js'

/** A page, and how far the search went where it stopped before the page was full. */
export interface VerdictPage extends Page<ListedVerdict> {
  readonly stoppedAt: readonly string[] | null
}
