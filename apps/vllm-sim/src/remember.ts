/** A pure function that keeps its latest answers, the least recently asked forgotten first. */
export function remember<A extends string, R>(
  make: (key: A) => R,
  capacity: number,
): (key: A) => R {
  const known = new Map<A, R>()
  return (key) => {
    const value = known.get(key) ?? make(key)
    known.delete(key)
    known.set(key, value)
    const [oldest] = known.keys()
    if (known.size > capacity && oldest !== undefined) known.delete(oldest)
    return value
  }
}
