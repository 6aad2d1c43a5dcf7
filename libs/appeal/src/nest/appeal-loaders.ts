import { Inject, Injectable } from '@nestjs/common'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import type { Appeal } from '../appeal.js'
import { PostgresAppealStore } from './postgres-appeal-store.js'

/** One query a request and kind, however many appeals a page shows. */
@Injectable()
export class AppealLoaders {
  constructor(@Inject(PostgresAppealStore) private readonly store: PostgresAppealStore) {}

  appeal(context: GraphqlContext, id: string): Promise<Appeal | null> {
    return requestLoader(context, 'appeal', (ids) => this.store.findAppeals(ids)).load(id)
  }

  ofAction(context: GraphqlContext, actionId: string): Promise<Appeal | null> {
    const load = (ids: readonly string[]) => this.store.findByActions(ids)
    return requestLoader(context, 'appeal-of-action', load).load(actionId)
  }

  async deciders(context: GraphqlContext, contentItemId: string): Promise<readonly string[]> {
    const load = (ids: readonly string[]) => this.store.findDeciders(ids)
    return (await requestLoader(context, 'appeal-deciders', load).load(contentItemId)) ?? []
  }

  statement(context: GraphqlContext, id: string): Promise<string | null> {
    const load = (ids: readonly string[]) => this.store.findStatements(ids)
    return requestLoader(context, 'appeal-statement', load).load(id)
  }

  reasons(context: GraphqlContext, decisionId: string): Promise<string | null> {
    const load = (ids: readonly string[]) => this.store.findReasons(ids)
    return requestLoader(context, 'appeal-reasons', load).load(decisionId)
  }
}
