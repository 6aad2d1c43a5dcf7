/** The job that judges a few accepted classifications; it carries ids, the rows are the truth. */
export const classifyQueue = 'classify'

/** Few enough for one notice. */
export const idsPerEvent = 16

export interface ClassifyJob {
  readonly ids: readonly string[]
}

/** Told in the transaction that accepts them; the relay turns it into jobs. */
export const acceptedEvent = 'classification.accepted'

/** Ids in groups small enough for one job and one notice. */
export function groupIds(ids: readonly string[], size: number): readonly (readonly string[])[] {
  const groups: string[][] = []
  for (let i = 0; i < ids.length; i += size) groups.push(ids.slice(i, i + size))
  return groups
}
