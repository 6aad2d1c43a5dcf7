import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { insertRows } from '@assize/platform'
import {
  branchRuleEvents,
  decideBranchRule,
  rulesInForce,
  type AskedRule,
  type BranchRule,
} from '../../index.js'
import { ruleRow } from './change-rows.js'
import { ChangeRecords } from './change-records.js'
import { PolicyDesk } from './policy-desk.js'

/** What branches ask; every rule there was stays on the record. */
@Injectable()
export class BranchRules {
  constructor(
    @Inject(PolicyDesk) private readonly desk: PolicyDesk,
    @Inject(ChangeRecords) private readonly records: ChangeRecords,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(): Promise<readonly BranchRule[]> {
    return rulesInForce(await this.records.rules(this.desk.database))
  }

  /** Throws `RULE_REFUSED`, `REASON_REQUIRED`. */
  set(asked: AskedRule, setBy: string): Promise<BranchRule> {
    return this.desk.at({ movedBy: setBy, reason: 'rule' }, async ({ tx }) => {
      const decided = decideBranchRule(asked, await this.records.rules(tx))
      const rule = { id: this.ids.next(), ...decided, setBy, setAt: this.clock.now() }
      await insertRows(tx, 'record_branch_rule', [ruleRow(rule)])
      await this.outbox.append(tx, branchRuleEvents(rule))
      return rule
    })
  }
}
