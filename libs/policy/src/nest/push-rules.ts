import { setImmediate } from 'node:timers/promises'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { immutableTags, protectedBranches, type PushRule } from '@assize/gitstore'
import { HostedRepositories, type RefMove } from '@assize/gitstore/nest'
import { countTokens, type Sql } from '@assize/platform'
import {
  policyBranch,
  policyLayout,
  policyPushLint,
  policyRepository,
  PolicyStore,
  releaseTags,
  ruledBranches,
} from '../index.js'
import { Branches } from './changes/branches.service.js'
import { ChangeHeads } from './changes/change-heads.js'
import { ClosedBranches } from './changes/closed-branches.js'

/** Between the policies of a push others have their turn. */
async function tokensInTurn(text: string): Promise<number> {
  await setImmediate()
  return countTokens(text)
}

/** What a push to the policies' repository has to keep; in this order the places are told. */
@Injectable()
export class PolicyPushRules implements OnModuleInit {
  private readonly rules: readonly PushRule[]

  constructor(
    @Inject(HostedRepositories) private readonly hosted: HostedRepositories,
    @Inject(ChangeHeads) private readonly heads: ChangeHeads,
    @Inject(ClosedBranches) private readonly closed: ClosedBranches,
    @Inject(Branches) branches: Branches,
    @Inject(PolicyStore) store: PolicyStore,
  ) {
    this.rules = [
      protectedBranches({ isProtected: (branch) => branch === policyBranch }),
      ruledBranches((branch) => branches.demands(branch)),
      immutableTags,
      releaseTags,
      policyLayout,
      policyPushLint(async (policy) => (await store.findPast(policy)).versions, tokensInTurn),
    ]
  }

  onModuleInit(): void {
    const moved = async (tx: Sql, move: RefMove) => {
      await this.closed.requireOpen(tx, move)
      await this.heads.moved(tx, move)
    }
    this.hosted.host(policyRepository, { rules: this.rules, moved })
  }
}
