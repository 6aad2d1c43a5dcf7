import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'

/** The record's partitions of past months, made as imports need them; months between are left out. */
@Injectable()
export class MonthPartitions {
  private readonly made = new Set<string>()

  constructor(@Inject(Database) private readonly database: Database) {}

  async ensure(instants: readonly Date[]): Promise<void> {
    const months = new Set(instants.map((at) => at.toISOString().slice(0, 7)))
    for (const month of [...months].sort()) {
      if (this.made.has(month)) continue
      await this.database.query('SELECT ensure_partitions($1, $1)', [`${month}-01T00:00:00Z`])
      this.made.add(month)
    }
  }
}
