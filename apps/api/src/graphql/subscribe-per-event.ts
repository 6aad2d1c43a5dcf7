import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql'

/**
 * GraphQL's own `subscribe`, but each event is executed with a context of its own: a loader that lived as long as the
 * subscription would go on answering with what it read first. `stop` ends the source, which may be waiting.
 */
export async function subscribePerEvent(
  args: ExecutionArgs,
  freshContext: () => unknown,
  stop: () => void,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args)
  if (!(Symbol.asyncIterator in source)) return source
  const events = source[Symbol.asyncIterator]()
  let stopped = false
  const ended: IteratorReturnResult<undefined> = { done: true, value: undefined }
  const results = {
    [Symbol.asyncIterator]: (): AsyncIterableIterator<ExecutionResult> => results,
    async next(): Promise<IteratorResult<ExecutionResult>> {
      try {
        const event = await events.next()
        if (event.done) return ended
        const value = await execute({
          ...args,
          rootValue: event.value,
          contextValue: freshContext(),
        })
        return { done: false, value }
      } catch (error) {
        if (stopped) return ended
        throw error
      }
    },
    // Not awaited: a source that waits for an event only ends with the next one, or by the signal.
    return(): Promise<IteratorResult<ExecutionResult>> {
      stopped = true
      stop()
      void Promise.resolve(events.return?.()).catch(() => undefined)
      return Promise.resolve(ended)
    },
  }
  return results
}
