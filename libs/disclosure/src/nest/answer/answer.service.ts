import { Inject, Injectable } from '@nestjs/common'
import { AppealAccess } from '@assize/appeal/nest'
import { ContentAccess } from '@assize/content/nest'
import { actorOf, type Grant, type Principal } from '@assize/identity'
import { AuditTrail, principalOf } from '@assize/identity/nest'
import { sha256 } from '@assize/kernel'
import type { GraphqlContext } from '@assize/platform/nest'
import { VerdictLoaders, VerdictScope, type VerdictReader } from '@assize/verdict/nest'
import { distinct, mostCandidates, type Candidate } from '../../answer/candidate.js'
import { readQuestion, type Understanding } from '../../answer/question.js'
import { AnswersById } from './answers-by-id.js'
import { AnswersByPolicy } from './answers-by-policy.js'
import { AnswersByWords } from './answers-by-words.js'

/** What may be meant, and whether there is more of it than is shown. */
export interface FoundAnswer {
  readonly candidates: readonly Candidate[]
  readonly more: boolean
}

/** Finds what a question may be about, as far as the one who asks may see it. */
@Injectable()
export class AnswerService {
  constructor(
    @Inject(AnswersById) private readonly ids: AnswersById,
    @Inject(AnswersByPolicy) private readonly policies: AnswersByPolicy,
    @Inject(AnswersByWords) private readonly words: AnswersByWords,
    @Inject(VerdictScope) private readonly scope: VerdictScope,
    @Inject(VerdictLoaders) private readonly verdicts: VerdictLoaders,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(AppealAccess) private readonly appeals: AppealAccess,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  /** Throws `QUESTION_INVALID`. What was asked goes on the trail by its digest: it may quote a person. */
  async answer(question: string, grant: Grant, context: GraphqlContext): Promise<FoundAnswer> {
    const principal: Principal = principalOf(context)
    const understood = readQuestion(question)
    this.trail.requireRoom()
    const reader = this.scope.readerOf(principal, grant)
    const found: Candidate[] = []
    for (const each of understood) found.push(...(await this.find(each, reader)))
    const allowed = distinct(await this.allowed(found, context))
    await this.trail.note(actorOf(principal, context.requestId), [
      {
        ...{ action: 'question.asked', target: { type: 'question', id: null } },
        ...{ after: sha256(question.trim()), reason: understood[0]?.kind ?? null },
      },
    ])
    return {
      candidates: allowed.slice(0, mostCandidates),
      more: allowed.length >= mostCandidates,
    }
  }

  private find(understood: Understanding, reader: VerdictReader): Promise<Candidate[]> {
    switch (understood.kind) {
      case 'id':
        return this.ids.find(understood.id)
      case 'case-number':
        return this.ids.ofCase(understood.number)
      case 'appeal-number':
        return this.ids.ofAppeal(understood.number)
      case 'policy-version':
        return this.policies.ofVersion(understood.policy, understood.ref, reader)
      case 'commit':
        return this.policies.ofCommit(understood.prefix, reader)
      case 'span':
        return this.policies.ofSpan(understood.policy, understood.span, reader)
      case 'external-id':
        return this.words.ofExternalId(understood.externalId, reader)
      case 'quotation':
        return this.words.ofQuotation(understood.text, reader)
    }
  }

  private async allowed(
    candidates: readonly Candidate[],
    context: GraphqlContext,
  ): Promise<Candidate[]> {
    const answers = await Promise.all(candidates.map((each) => this.allows(each, context)))
    return candidates.filter((_, index) => answers[index])
  }

  /** A number of a case leads to its verdict only for who may see the case: an answer would tell that there is one. */
  private async allows(candidate: Candidate, context: GraphqlContext): Promise<boolean> {
    if (candidate.kind === 'policy-version') return true
    const verdict = await this.verdicts.verdict(context, candidate.verdictId)
    if (!verdict) return false
    const { contentItemId } = verdict
    if (!(await this.access.allows(context, 'verdict:read', contentItemId))) return false
    const { by } = candidate
    if (by?.kind === 'case') return this.access.allows(context, 'case:read', contentItemId)
    if (by?.kind === 'appeal')
      return this.appeals.allows(context, { contentItemId, lodgedById: by.lodgedById })
    return true
  }
}
