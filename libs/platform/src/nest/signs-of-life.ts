import type { Clock } from '@assize/kernel'
import type { Sql } from '../sql.js'

const signEveryMs = 5_000

/**
 * What workers tell of the work they have in hand, in `seen_at` of its row, while its state is "running". Silence says
 * that nobody has it any more.
 */
export class SignsOfLife {
  constructor(
    private readonly database: Sql,
    private readonly clock: Clock,
    /** Of rows with `id`, `state` and `seen_at`. */
    private readonly table: string,
    private readonly everyMs = signEveryMs,
  ) {}

  /** Gives signs until the work ends; a sign that fails ends nothing. */
  async during(id: string, work: () => Promise<void>): Promise<void> {
    const timer = setInterval(() => {
      this.give(id).catch(() => undefined)
    }, this.everyMs)
    try {
      await work()
    } finally {
      clearInterval(timer)
    }
  }

  /** Running, without a sign since `before`. */
  async findSilent(before: Date): Promise<readonly string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM ${this.table} WHERE state = 'running' AND seen_at <= $1 ORDER BY id`,
      [before],
    )
    return rows.map(({ id }) => id)
  }

  private async give(id: string): Promise<void> {
    await this.database.query(
      `UPDATE ${this.table} SET seen_at = $2 WHERE id = $1::uuid AND state = 'running'`,
      [id, this.clock.now()],
    )
  }
}
