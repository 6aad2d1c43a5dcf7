import { Inject, Injectable } from '@nestjs/common'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import type { Decision } from '../decision.js'
import type { CaseEvent, ReviewCase } from '../review-case.js'
import { PostgresCaseHistory } from './postgres-case-history.js'
import { PostgresCaseStore } from './postgres-case-store.js'
import { PostgresDecisionStore } from './postgres-decision-store.js'

/** One query a request and kind, however many cases a page shows. */
@Injectable()
export class ReviewLoaders {
  constructor(
    @Inject(PostgresCaseStore) private readonly cases: PostgresCaseStore,
    @Inject(PostgresDecisionStore) private readonly decisions: PostgresDecisionStore,
    @Inject(PostgresCaseHistory) private readonly history: PostgresCaseHistory,
  ) {}

  case(context: GraphqlContext, id: string): Promise<ReviewCase | null> {
    return requestLoader(context, 'case', (ids) => this.cases.findCases(ids)).load(id)
  }

  caseOfVerdict(context: GraphqlContext, verdictId: string): Promise<ReviewCase | null> {
    const load = (ids: readonly string[]) => this.cases.findByVerdicts(ids)
    return requestLoader(context, 'case-of-verdict', load).load(verdictId)
  }

  async decisionsOfCase(context: GraphqlContext, id: string): Promise<readonly Decision[]> {
    const load = (ids: readonly string[]) => this.decisions.findByCases(ids)
    return (await requestLoader(context, 'decisions-of-case', load).load(id)) ?? []
  }

  async decisionsOfVerdict(context: GraphqlContext, id: string): Promise<readonly Decision[]> {
    const load = (ids: readonly string[]) => this.decisions.findByVerdicts(ids)
    return (await requestLoader(context, 'decisions-of-verdict', load).load(id)) ?? []
  }

  async events(context: GraphqlContext, caseId: string): Promise<readonly CaseEvent[]> {
    const load = (ids: readonly string[]) => this.history.findByCases(ids)
    return (await requestLoader(context, 'case-events', load).load(caseId)) ?? []
  }
}
