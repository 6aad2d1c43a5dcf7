import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { ActionRecorder } from '@assize/enforcement/nest'
import type { Sql } from '@assize/platform'
import { AppealError } from '../appeal-error.js'
import { PostgresAppealStore } from './postgres-appeal-store.js'

/** An action that was appealed is for the appeal to answer: whoever asked for it does not take it back any more. */
@Injectable()
export class AppealedActions implements OnModuleInit {
  constructor(
    @Inject(ActionRecorder) private readonly recorder: ActionRecorder,
    @Inject(PostgresAppealStore) private readonly store: PostgresAppealStore,
  ) {}

  onModuleInit(): void {
    this.recorder.guardReversals((tx, actionId) => this.refuseReversal(tx, actionId))
  }

  private async refuseReversal(tx: Sql, actionId: string): Promise<void> {
    // The turn that lodging takes too: of an appeal and a reversal at once the second sees the first.
    await this.store.takeTurn(tx, actionId)
    const appeal = (await this.store.findByActions([actionId], tx)).get(actionId)
    if (appeal)
      throw new AppealError(
        'ACTION_APPEALED',
        'expected an action nobody appealed, saw an appeal',
        {
          appealId: appeal.id,
        },
      )
  }
}
