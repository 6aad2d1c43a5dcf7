import { Inject } from '@nestjs/common'
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import { as } from '@assize/platform/nest'
import { parseOwners } from '../../index.js'
import { BranchCommit } from './branch.graphql.js'
import { Branches } from './branches.service.js'
import { BranchOwners, CommitOwnersInput, CommitOwnersResult } from './path-owners.graphql.js'

@Resolver(() => BranchOwners)
export class PathOwnersResolver {
  constructor(@Inject(Branches) private readonly branches: Branches) {}

  @Permit('policy:read')
  @Query(() => BranchOwners, { nullable: true })
  async branchOwners(
    @Args('branch', { type: () => String }) branch: string,
  ): Promise<BranchOwners | null> {
    const found = await this.branches.find(branch)
    if (!found) return null
    const text = await this.branches.owners(found.head)
    const lines = parseOwners(text).map((line) => ({ ...line }))
    return as(BranchOwners, { branch: found.name, head: found.head, text, lines })
  }

  @Permit('policy:draft')
  @Audited<{ input: CommitOwnersInput }>({
    ...{ action: 'branch.owners-committed', target: 'branch', of: ({ input }) => input.branch },
  })
  @Mutation(() => CommitOwnersResult, { description: 'A draft: it counts once it is merged.' })
  async commitOwners(
    @CurrentPrincipal() author: Principal,
    @Args('input', { type: () => CommitOwnersInput }) input: CommitOwnersInput,
  ): Promise<BranchCommit> {
    const { branch, text, message, parent = null } = input
    const made = await this.branches.commitOwners({ branch, text, message, parent, author })
    return as(BranchCommit, { branch: made.name, commit: made.head })
  }
}
