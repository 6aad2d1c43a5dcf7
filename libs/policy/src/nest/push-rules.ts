import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { immutableTags, protectedBranches, type PushRule } from '@assize/gitstore'
import { HostedRepositories } from '@assize/gitstore/nest'
import { policyBranch, policyLayout, policyRepository } from '../index.js'

/** What a push to the policies' repository has to keep; in this order the places are told. */
@Injectable()
export class PolicyPushRules implements OnModuleInit {
  private readonly rules: readonly PushRule[] = [
    protectedBranches({ isProtected: (branch) => branch === policyBranch }),
    immutableTags,
    policyLayout,
  ]

  constructor(@Inject(HostedRepositories) private readonly hosted: HostedRepositories) {}

  onModuleInit(): void {
    this.hosted.host(policyRepository, { rules: this.rules })
  }
}
