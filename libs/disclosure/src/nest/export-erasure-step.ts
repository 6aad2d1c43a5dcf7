import { Injectable } from '@nestjs/common'
import { ErasureStep, type Reach, type Statements } from '@assize/custody'
import type { ExportJob } from '../export-job.js'
import { jobColumns, toJob, type JobRow } from './export-rows.js'
import { mayHold } from './filter-reach.js'

const why = 'content in it was erased; ask for it again'

/**
 * Files with words of what is erased, or with the platform's own id of it, are taken back: their jobs say so at once, in the erasure's transaction, and the
 * bytes go within a minute. A job still at work is ended, as it may have copied the words already.
 */
@Injectable()
export class ExportErasureStep extends ErasureStep {
  readonly name = 'disclosure'
  override readonly takesBackCopies = true

  async reach(sql: Statements, contentItemIds: readonly string[]): Promise<readonly Reach[]> {
    const jobs = await this.holding(sql, contentItemIds)
    return [
      { kind: 'stored-export', count: jobs.length, named: jobs.map(({ fileName }) => fileName) },
    ]
  }

  async erase(tx: Statements, contentItemIds: readonly string[]): Promise<number> {
    const jobs = await this.holding(tx, contentItemIds)
    const values = [jobs.map(({ id }) => id), why]
    if (jobs.length === 0) return 0
    await tx.query(
      `UPDATE export_job SET state = 'withdrawn', withdrawn = $2
       WHERE id = ANY($1::uuid[]) AND state = 'done'`,
      values,
    )
    await tx.query(
      `UPDATE export_job SET state = 'failed', failure = $2, finished_at = now()
       WHERE id = ANY($1::uuid[]) AND state = 'running'`,
      values,
    )
    // No rows of words: what the words were copied into goes.
    return 0
  }

  /** A table of verdicts names content by the platform's id, also where no words were asked for. */
  private async holding(sql: Statements, ids: readonly string[]): Promise<readonly ExportJob[]> {
    const rows = await sql.query<JobRow>(
      `SELECT ${jobColumns} FROM export_job
       WHERE state IN ('running', 'done') AND (cardinality(words) > 0 OR (kind = 'verdict-export' AND EXISTS (
         SELECT FROM record_content_item i WHERE i.id = ANY($1::uuid[]) AND i.external_id IS NOT NULL)))
       ORDER BY id`,
      [ids],
    )
    return mayHold(sql, rows.map(toJob), ids)
  }
}
