import { Inject } from '@nestjs/common'
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql'
import { Permit } from '@assize/identity/nest'
import { Database } from '@assize/platform'
import { as, requestLoader, toConnection, type GraphqlContext } from '@assize/platform/nest'
import type { Change } from '../../index.js'
import { PolicyLoaders } from '../policy-loaders.js'
import { SignatureLoaders } from '../signatures/signature-loaders.js'
import { toVersionType } from '../to-graphql.js'
import { ChangeLoaders } from './change-loaders.js'
import { ChangeRecords } from './change-records.js'
import { toChangeType } from './change.resolver.js'
import { PolicyGraph, PolicyGraphNode } from './policy-graph.graphql.js'
import { PolicyGraphs, type GraphNode } from './policy-graph.service.js'

const usual = 20

@Resolver(() => PolicyGraph)
export class PolicyGraphResolver {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PolicyGraphs) private readonly graphs: PolicyGraphs,
    @Inject(PolicyLoaders) private readonly policies: PolicyLoaders,
    @Inject(ChangeLoaders) private readonly changes: ChangeLoaders,
    @Inject(ChangeRecords) private readonly records: ChangeRecords,
    @Inject(SignatureLoaders) private readonly signatures: SignatureLoaders,
  ) {}

  @Permit('policy:read')
  @Query(() => PolicyGraph, {
    nullable: true,
    description: 'Versions with what merges brought; open branches above the newest of them.',
  })
  async policyGraph(
    @Args('policy', { type: () => String }) policy: string,
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<PolicyGraph | null> {
    const args = { first: Math.min(first ?? usual, 50), ...(after == null ? {} : { after }) }
    const page = await this.policies.versions(context, policy, args)
    if (!page || page.items.length === 0) return null
    const isNewest = after == null
    const open = isNewest
      ? await this.graphs.ofBranches(policy, page.items)
      : { nodes: [], leftOut: 0 }
    const nodes = [...open.nodes, ...(await this.graphs.ofVersions(page.items))]
    const { pageInfo } = toConnection(page, ({ sequence }) => [String(sequence)], toVersionType)
    return as(PolicyGraph, {
      nodes: await Promise.all(nodes.map((node) => this.toNode(context, node))),
      branchesLeftOut: open.leftOut,
      ...{ endCursor: pageInfo.endCursor ?? null, hasNextPage: pageInfo.hasNextPage },
    })
  }

  private async toNode(context: GraphqlContext, node: GraphNode): Promise<PolicyGraphNode> {
    const { commit, parents, version, branches, author, message, at } = node
    const change = await this.changeOf(context, node)
    return as(PolicyGraphNode, {
      ...{ commit, parents, branches, author, message, at },
      version: version && toVersionType(version),
      change: change && toChangeType(change),
      signature: await this.signatures.of(context, commit),
    })
  }

  private changeOf(context: GraphqlContext, { line, commit }: GraphNode): Promise<Change | null> {
    if (line === null) return this.changes.mergedAs(context, commit)
    if ('merge' in line) return this.changes.mergedAs(context, line.merge)
    const load = async (branches: readonly string[]) => {
      const found = await Promise.all(
        branches.map(
          async (branch) => [branch, await this.records.findOpen(this.database, branch)] as const,
        ),
      )
      return new Map(found.flatMap(([branch, change]) => (change ? [[branch, change]] : [])))
    }
    return requestLoader(context, 'policy.open-change-of', load).load(line.branch)
  }
}
