import { Inject } from '@nestjs/common'
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql'
import { ContentAccess } from '@assize/content/nest'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import { FindingRuleError } from '../finding-rule-error.js'
import type { RecordedFinding } from '../finding-store.js'
import { DetectorList } from './detector-list.js'
import { FindingMarksService } from './finding-marks.service.js'
import {
  DetectorType,
  MarkFindingInput,
  MarkFindingResult,
  SetDetectorModeInput,
  SetDetectorModeResult,
} from './finding-marks.graphql.js'
import { FindingTypeObject } from './finding.graphql.js'
import { FoundFindings } from './found-findings.js'
import { PrismaFindingStore } from './prisma-finding-store.js'

@Resolver()
export class FindingMarksResolver {
  constructor(
    @Inject(FindingMarksService) private readonly service: FindingMarksService,
    @Inject(FoundFindings) private readonly found: FoundFindings,
    @Inject(PrismaFindingStore) private readonly findings: PrismaFindingStore,
    @Inject(DetectorList) private readonly list: DetectorList,
    @Inject(ContentAccess) private readonly access: ContentAccess,
  ) {}

  @Permit('policy:read')
  @Query(() => [DetectorType])
  detectors(@Context() context: GraphqlContext): Promise<DetectorType[]> {
    return this.list.list(context)
  }

  @Permit('finding:judge')
  @Audited<{ input: MarkFindingInput }>({
    ...{ action: 'finding.marked', target: 'finding', of: ({ input }) => input.findingId },
  })
  @Mutation(() => MarkFindingResult, {
    description: 'By those who may read the trace; of each person the newest mark counts.',
  })
  async markFinding(
    @Args('input') { findingId, mark, note }: MarkFindingInput,
    @CurrentPrincipal() principal: Principal,
    @Context() context: GraphqlContext,
  ): Promise<FindingTypeObject> {
    const found = await this.found.get(findingId)
    // A finding whose trace one may not read is as good as none: nobody judges what they cannot see.
    if (!(await this.access.allows(context, 'trace:read', found.contentItemId)))
      throw new FindingRuleError('FINDING_UNKNOWN', 'expected a finding whose trace you may read')
    await this.service.mark(principal.id, found, mark, note ?? null)
    const audit = (await this.findings.findSets([found.setId])).get(found.setId)
    return toFindingType(audit?.findings[found.index])
  }

  @Permit('finding:manage')
  @Audited<{ input: SetDetectorModeInput }>({
    ...{ action: 'detector.set', target: 'detector', of: ({ input }) => input.type },
  })
  @Mutation(() => SetDetectorModeResult, {
    description: 'An advisory detector’s findings only count, from the next verdict on.',
  })
  async setDetectorMode(
    @Args('input') { policy, automatic, ...asked }: SetDetectorModeInput,
    @CurrentPrincipal() principal: Principal,
    @Context() context: GraphqlContext,
  ): Promise<DetectorType> {
    const setting = { ...asked, policy: policy ?? null, automatic: automatic ?? null }
    await this.service.set(principal.id, setting)
    const [detector] = await this.list.list(context, asked.type)
    if (!detector) throw new Error('a detector was set that is not there')
    return detector
  }
}

/** As an instance, so that the union knows it. */
function toFindingType(finding: RecordedFinding | undefined): FindingTypeObject {
  if (!finding) throw new Error('a finding was marked that is not there')
  return Object.assign(new FindingTypeObject(), finding)
}
