import { Inject, Injectable } from '@nestjs/common'
import type { RefMove } from '@assize/gitstore/nest'
import type { Sql } from '@assize/platform'
import { demandsOn } from '../../index.js'
import { changeRequired } from './branches.service.js'
import { ChangeRecords } from './change-records.js'

const branches = 'refs/heads/'
/** How a branch is moved without a change. What came from elsewhere is imported, whatever the rule. */
const shortWays: readonly (string | null)[] = ['push', 'commit', 'cherry-pick', 'revert']

/**
 * Keeps the short ways into a branch whose rule takes changes only. Whoever moves a branch was asked before; here, in the
 * transaction that moves it, nobody can set another rule any more.
 */
@Injectable()
export class ClosedBranches {
  constructor(@Inject(ChangeRecords) private readonly records: ChangeRecords) {}

  /** Throws `CHANGE_REQUIRED`. A branch is made by anybody. */
  async requireOpen(tx: Sql, { ref, old, reason }: RefMove): Promise<void> {
    if (!ref.startsWith(branches) || old === null || !shortWays.includes(reason)) return
    const branch = ref.slice(branches.length)
    if (!demandsOn(branch, await this.records.rules(tx)).directCommits) throw changeRequired(branch)
  }
}
