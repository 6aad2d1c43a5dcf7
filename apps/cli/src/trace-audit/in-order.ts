/** Takes one piece of work at a time. */
export type Hand<In, Out> = (input: In) => Promise<Out>

/** More than one waits for each hand, so that none is idle while the results are written. */
const aheadOfEach = 2

/**
 * Gives the inputs to whichever hand is free and the results in the order of the inputs. Only a few inputs and results
 * are held at any time: the source is read no faster than its results are taken.
 */
export async function* inOrder<In, Out>(
  inputs: AsyncIterable<In>,
  hands: readonly Hand<In, Out>[],
): AsyncGenerator<Out> {
  const free = [...hands]
  const waiting: ((hand: Hand<In, Out>) => void)[] = []
  const hand = (): Promise<Hand<In, Out>> => {
    const next = free.pop()
    return next ? Promise.resolve(next) : new Promise((resolve) => waiting.push(resolve))
  }
  const giveBack = (own: Hand<In, Out>): void => {
    const next = waiting.shift()
    if (next) next(own)
    else free.push(own)
  }
  const work = async (input: In): Promise<Out> => {
    const own = await hand()
    const result = await own(input)
    giveBack(own)
    return result
  }
  const pending: Promise<Out>[] = []
  for await (const input of inputs) {
    const result = work(input)
    // Told when its turn comes; until then it is not unheard.
    result.catch(() => undefined)
    pending.push(result)
    if (pending.length >= hands.length * aheadOfEach) yield await (pending.shift() as Promise<Out>)
  }
  for (const result of pending) yield await result
}
