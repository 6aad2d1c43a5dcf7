import { Inject, Injectable } from '@nestjs/common'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import type { Action } from '../action.js'
import { ActionStore } from '../action-store.js'

/** One query a request for all actions a page shows. */
@Injectable()
export class ActionLoaders {
  constructor(@Inject(ActionStore) private readonly store: ActionStore) {}

  action(context: GraphqlContext, id: string): Promise<Action | null> {
    return requestLoader(context, 'action', (ids) => this.store.findActions(ids)).load(id)
  }

  /** Newest first. */
  async ofVerdict(context: GraphqlContext, verdictId: string): Promise<readonly Action[]> {
    const load = (ids: readonly string[]) => this.store.findByVerdicts(ids)
    return (await requestLoader(context, 'actions-of-verdict', load).load(verdictId)) ?? []
  }
}
