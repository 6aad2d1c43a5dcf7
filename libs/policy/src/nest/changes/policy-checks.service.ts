import { Inject, Injectable } from '@nestjs/common'
import { Outbox } from '@assize/events/nest'
import { Database } from '@assize/platform'
import { changeChangedEvent, checkReport, type CheckReport, type PolicyCheck } from '../../index.js'
import { ChangeRecords } from './change-records.js'

/** Where rooms that check policies say how it stands. What their reports hold is theirs. */
@Injectable()
export class PolicyChecks {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ChangeRecords) private readonly records: ChangeRecords,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Throws `CHECK_REFUSED`. It counts for that commit only, wherever branches go meanwhile. */
  report(report: CheckReport): Promise<PolicyCheck> {
    const checked = checkReport(report)
    return this.database.transaction(async (tx) => {
      const check = await this.records.addCheck(tx, checked)
      const changes = await tx.query<{ id: string }>(
        `SELECT DISTINCT c.id FROM record_change c LEFT JOIN record_change_event e ON e.change_id = c.id
         WHERE c.head = $1 OR e."commit" = $1`,
        [check.commit],
      )
      await this.outbox.append(
        tx,
        changes.map(({ id }) => changeChangedEvent(id, 'checked')),
      )
      return check
    })
  }
}
