import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import type { ErasureScope } from '../erasure.js'
import { reachKinds, type Reach, type ReachKind } from '../erasure-step.js'
import { ErasureSteps } from './erasure-steps.js'
import { HeldItems, type HeldItem } from './held-items.js'
import { OwnWords } from './own-words.js'
import { ScopeItems } from './scope-items.js'

/** What an erasure would touch, and what stands in its way. */
export interface ErasurePreview {
  readonly items: number
  /** The first few, so that people see whether they mean these. */
  readonly firstItems: readonly string[]
  /** More items than a preview looks at: the figures are then lower bounds. */
  readonly more: boolean
  readonly reach: readonly Reach[]
  readonly holds: readonly (Omit<HeldItem, 'contentItemId'> & { readonly items: number })[]
}

const itemsAtOnce = 500
const mostItems = 20_000

/** Counts without touching anything; as the application, who may read all of it. */
@Injectable()
export class ErasureReach {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ScopeItems) private readonly scopes: ScopeItems,
    @Inject(HeldItems) private readonly held: HeldItems,
    @Inject(ErasureSteps) private readonly steps: ErasureSteps,
    @Inject(OwnWords) private readonly own: OwnWords,
  ) {}

  async preview(scope: ErasureScope): Promise<ErasurePreview> {
    const sum = new Map<ReachKind, { count: number; named: Set<string> }>()
    const holds = new Map<string, { hold: HeldItem; items: number }>()
    const firstItems: string[] = []
    let items = 0
    let after: string | null = null
    for (;;) {
      const ids = await this.scopes.next(this.database, scope, itemsAtOnce, after)
      items += ids.length
      firstItems.push(...ids.slice(0, 10 - firstItems.length))
      after = ids.at(-1) ?? null
      for (const step of [this.own, ...this.steps.all])
        add(sum, await step.reach(this.database, ids))
      for (const hold of await this.held.among(this.database, ids)) {
        const known = holds.get(hold.holdId)
        holds.set(hold.holdId, { hold, items: (known?.items ?? 0) + 1 })
      }
      if (ids.length < itemsAtOnce || items >= mostItems) break
    }
    return {
      items,
      firstItems,
      more: items >= mostItems,
      reach: reachKinds.flatMap((kind) => {
        const found = sum.get(kind)
        return found && found.count > 0
          ? [{ kind, count: found.count, named: [...found.named].sort() }]
          : []
      }),
      holds: [...holds.values()].map(({ hold: { holdId, basis, reference }, items: held }) => ({
        holdId,
        basis,
        reference,
        items: held,
      })),
    }
  }
}

function add(
  sum: Map<ReachKind, { count: number; named: Set<string> }>,
  reaches: readonly Reach[],
): void {
  for (const { kind, count, named } of reaches) {
    const known = sum.get(kind) ?? { count: 0, named: new Set() }
    for (const name of named ?? []) known.named.add(name)
    sum.set(kind, { ...known, count: known.count + count })
  }
}
