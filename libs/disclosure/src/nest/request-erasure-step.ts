import { Injectable } from '@nestjs/common'
import { ErasureStep, type Reach, type Statements } from '@assize/custody'
import { quotingErased, type Quoting } from '@assize/verdict/nest'
import { quotedErased } from '../quoted-request.js'

const jobsAtOnce = 500
const why = 'what was asked for quoted words that were erased; ask for it again'

interface QuotingJob extends Quoting {
  readonly fileName: string
}

/**
 * A stored request that quotes what is erased loses what it quotes, in the job and on the record: there the whole
 * request goes, as a commitment binds it whole. A job still at work would go on with another filter, and ends; an
 * evidence package tells in itself what was asked for, and is withdrawn. Other files hold no request; their manifests
 * are written anew by the housekeeping.
 */
@Injectable()
export class RequestErasureStep extends ErasureStep {
  readonly name = 'requests'
  override readonly readsWords = true

  async reach(sql: Statements, contentItemIds: readonly string[]): Promise<readonly Reach[]> {
    const jobs = await this.quoting(sql, contentItemIds)
    return [
      { kind: 'stored-request', count: jobs.length, named: jobs.map(({ fileName }) => fileName) },
    ]
  }

  /** No rows of words of the content: that a request went is a fact of its own. */
  async erase(tx: Statements, contentItemIds: readonly string[]): Promise<number> {
    const jobs = (await this.quoting(tx, contentItemIds)).map(({ id }) => id)
    if (jobs.length === 0) return 0
    await tx.query(
      `UPDATE export_job SET params = jsonb_set(params, '{filter}', (params -> 'filter') - 'text' - 'externalId')
         || jsonb_build_object('quoted', $2::text)
       WHERE id = ANY($1::uuid[])`,
      [jobs, quotedErased],
    )
    await tx.query(
      `UPDATE export_job SET state = 'failed', failure = $2, finished_at = now()
       WHERE id = ANY($1::uuid[]) AND state = 'running'`,
      [jobs, why],
    )
    await tx.query(
      `UPDATE export_job SET state = 'withdrawn', withdrawn = $2
       WHERE id = ANY($1::uuid[]) AND state = 'done' AND kind = 'evidence-package'`,
      [jobs, why],
    )
    const gone = await tx.query<{ id: string }>(
      'DELETE FROM payload_export WHERE export_id = ANY($1::uuid[]) RETURNING export_id AS id',
      [jobs],
    )
    await tx.query(
      `INSERT INTO record_erased_request (id, export_id, recorded_at)
       SELECT uuidv7(), id, now() FROM unnest($1::uuid[]) AS n (id)`,
      [gone.map(({ id }) => id)],
    )
    return 0
  }

  private async quoting(sql: Statements, ids: readonly string[]): Promise<readonly QuotingJob[]> {
    const found: QuotingJob[] = []
    let after: string | null = null
    for (;;) {
      const rows: readonly AskedRow[] = await sql.query<AskedRow>(
        `SELECT id, file_name AS "fileName", params -> 'filter' ->> 'text' AS words,
           params -> 'filter' ->> 'externalId' AS "externalId"
         FROM export_job WHERE ($1::uuid IS NULL OR id > $1::uuid)
           AND (params -> 'filter' ->> 'text' <> '' OR params -> 'filter' ->> 'externalId' IS NOT NULL)
         ORDER BY id LIMIT ${jobsAtOnce}`,
        [after],
      )
      const jobs = rows.map(({ externalId, ...row }) => ({
        ...row,
        externalIds: externalId === null ? [] : [externalId],
      }))
      const quoting = await quotingErased(sql, jobs, ids)
      found.push(...jobs.filter(({ id }) => quoting.has(id)))
      after = rows.at(-1)?.id ?? null
      if (rows.length < jobsAtOnce) return found
    }
  }
}

interface AskedRow {
  readonly id: string
  readonly fileName: string
  readonly words: string | null
  readonly externalId: string | null
}
