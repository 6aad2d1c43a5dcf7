import { Inject } from '@nestjs/common'
import { Args, Mutation, Resolver } from '@nestjs/graphql'
import { grantOf, type Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import type { WordKind } from '../../export-job.js'
import { ExportJobType } from '../export.graphql.js'
import { ExportService } from '../export.service.js'
import { toExportType } from '../to-export-type.js'
import { askedBy, toParams } from './evidence-request.js'
import { EvidenceScopes } from './evidence-scopes.js'
import { MakeEvidencePackageInput, MakeEvidencePackageResult } from './evidence.graphql.js'

@Resolver(() => ExportJobType)
export class EvidenceResolver {
  constructor(
    @Inject(ExportService) private readonly exports: ExportService,
    @Inject(EvidenceScopes) private readonly scopes: EvidenceScopes,
  ) {}

  /** Words as far as the caller may have them; what they may not is listed in the package. */
  @Permit('evidence:export')
  @Audited<unknown, ExportJobType>({
    action: 'evidence.asked',
    target: 'export',
    of: () => null,
    made: ({ id }) => id,
  })
  @Mutation(() => MakeEvidencePackageResult)
  async makeEvidencePackage(
    @Args('input', { type: () => MakeEvidencePackageInput }) input: MakeEvidencePackageInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ExportJobType> {
    const params = toParams(input)
    await this.scopes.requireThere(askedBy(params).scope)
    const words: WordKind[] = []
    if (grantOf(principal, 'content:view') === 'all') words.push('content')
    if (grantOf(principal, 'trace:read') === 'all') words.push('trace')
    const asked = { kind: 'evidence-package', params, words, fileName: 'evidence.zip' } as const
    return toExportType(await this.exports.begin(asked, principal))
  }
}
