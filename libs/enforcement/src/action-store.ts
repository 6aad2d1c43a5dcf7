import type { Action } from './action.js'

/** Where actions are read from. */
export abstract class ActionStore {
  abstract findActions(ids: readonly string[]): Promise<ReadonlyMap<string, Action>>
  /** By verdict, newest first; a verdict that asked for nothing on the record is left out. */
  abstract findByVerdicts(
    verdictIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Action[]>>
}
