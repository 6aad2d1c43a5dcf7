import DataLoader from 'dataloader'

/** What every resolver is handed for one request or one subscription event. */
export interface GraphqlContext {
  readonly requestId: string
  /** Put there by identity; absent for a caller nobody knows. */
  principal?: unknown
  /** Aborted when the subscription ends; a source that waits for events must listen to it. */
  readonly signal?: AbortSignal
  readonly loaders: Map<object | string, DataLoader<string, unknown>>
}

/**
 * A loader that lives for one request: calls of one tick become one `load` for all keys.
 * `load` answers in the order of the keys; a missing one is null.
 */
export function requestLoader<Value>(
  context: GraphqlContext,
  name: object | string,
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): DataLoader<string, Value | null> {
  const known = context.loaders.get(name)
  if (known) return known as DataLoader<string, Value | null>
  const loader = new DataLoader<string, Value | null>(async (keys) => {
    const found = await load(keys)
    return keys.map((key) => found.get(key) ?? null)
  })
  context.loaders.set(name, loader)
  return loader
}
