import { Inject } from '@nestjs/common'
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import type { Grant as GrantOf } from '@assize/identity'
import { Grant, Permit } from '@assize/identity/nest'
import { as, type GraphqlContext } from '@assize/platform/nest'
import { toVersionType } from '@assize/policy/nest'
import { VerdictLoaders, VerdictType } from '@assize/verdict/nest'
import type { Candidate } from '../../answer/candidate.js'
import { AnswerCandidateType, AnswerType } from './answer.graphql.js'
import { AnswerService } from './answer.service.js'

@Resolver(() => AnswerCandidateType)
export class AnswerResolver {
  constructor(
    @Inject(AnswerService) private readonly answers: AnswerService,
    @Inject(VerdictLoaders) private readonly verdicts: VerdictLoaders,
  ) {}

  @Permit('verdict:read')
  @Query(() => AnswerType, {
    description:
      'What an id, a number, an external id, a commit, a quotation or a date may be about.',
  })
  async answer(
    @Args('question') question: string,
    @Grant() grant: GrantOf,
    @Context() context: GraphqlContext,
  ): Promise<AnswerType> {
    const { candidates, more } = await this.answers.answer(question, grant, context)
    return { candidates: candidates.map(toCandidate), more }
  }

  @Permit('verdict:read')
  @ResolveField(() => VerdictType, { nullable: true })
  verdict(@Parent() { verdictId }: AnswerCandidateType, @Context() context: GraphqlContext) {
    return verdictId === null ? null : this.verdicts.verdict(context, verdictId)
  }
}

function toCandidate(candidate: Candidate): AnswerCandidateType {
  const { reason } = candidate
  if (candidate.kind === 'verdict')
    return as(AnswerCandidateType, { reason, verdictId: candidate.verdictId })
  const { version, from, to } = candidate
  return as(AnswerCandidateType, {
    ...{ reason, verdictId: null, from, to, policyVersion: toVersionType(version) },
  })
}
