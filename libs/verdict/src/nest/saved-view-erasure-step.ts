import { Injectable } from '@nestjs/common'
import { ErasureStep, type Reach, type Statements } from '@assize/custody'
import { parseQuotedWords, type QuotingQuery } from '../quoted-words.js'
import { quotingErased, type Quoting } from './quoted-of-erased.js'

const viewsAtOnce = 500

interface QuotingView extends Quoting, QuotingQuery {
  readonly name: string
}

/** A saved query that quotes what is erased loses what it quotes; the rest of it stays, and says so. */
@Injectable()
export class SavedViewErasureStep extends ErasureStep {
  readonly name = 'saved-view'
  override readonly readsWords = true

  async reach(sql: Statements, contentItemIds: readonly string[]): Promise<readonly Reach[]> {
    const views = await this.quoting(sql, contentItemIds)
    return [{ kind: 'saved-view', count: views.length, named: views.map(({ name }) => name) }]
  }

  /** No rows of words: queries of people lose a part. */
  async erase(tx: Statements, contentItemIds: readonly string[]): Promise<number> {
    const views = await this.quoting(tx, contentItemIds)
    if (views.length > 0)
      await tx.query(
        `UPDATE saved_view v SET query = n.query, words_erased_at = now()
         FROM unnest($1::uuid[], $2::text[]) AS n (id, query) WHERE v.id = n.id`,
        [views.map(({ id }) => id), views.map(({ unquoted }) => unquoted)],
      )
    return 0
  }

  private async quoting(sql: Statements, ids: readonly string[]): Promise<readonly QuotingView[]> {
    const found: QuotingView[] = []
    let after: string | null = null
    for (;;) {
      const rows: readonly SavedQuery[] = await sql.query<SavedQuery>(
        `SELECT id, name, query FROM saved_view WHERE ($1::uuid IS NULL OR id > $1::uuid)
         ORDER BY id LIMIT ${viewsAtOnce}`,
        [after],
      )
      const views = rows.map(({ id, name, query }) => ({ id, name, ...parseQuotedWords(query) }))
      const quoting = await quotingErased(sql, views, ids)
      found.push(...views.filter(({ id }) => quoting.has(id)))
      after = rows.at(-1)?.id ?? null
      if (rows.length < viewsAtOnce) return found
    }
  }
}

interface SavedQuery {
  readonly id: string
  readonly name: string
  readonly query: string
}
