import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'

/** Counts the days on which something changed, the newest first. */
@Injectable()
export class FindingDays {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Whether a day was counted. Who notes the day again meanwhile waits for this count to commit, and has it counted
   * once more; a second worker takes another day.
   */
  countOnce(): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const [due] = await tx.query<{ day: string }>(
        `DELETE FROM finding_day_due WHERE day = (
           SELECT day FROM finding_day_due ORDER BY day DESC LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING day::text`,
      )
      if (!due) return false
      await tx.query('SELECT count_finding_day($1::date)', [due.day])
      await tx.query('SELECT count_source_hours($1::date)', [due.day])
      return true
    })
  }
}
