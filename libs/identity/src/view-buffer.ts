import { BoundedCache } from '@assize/kernel'
import { mostTargets, type Actor, type AuditTarget } from './audit-event.js'

/** What one request showed one caller of one kind of words, not yet on the record. */
export interface Views {
  readonly actor: Actor
  readonly action: string
  readonly targetType: string
  readonly targetIds: Set<string>
  /** When the first of them was shown. */
  readonly firstAt: Date
}

/** Groups whose objects are remembered once told, so that a slow request is not told twice. */
const rememberedGroups = 2_000
/** Callers may name their requests: a name used again does not hide what is shown later. */
const rememberedMs = 60_000

interface Told {
  since: number
  ids: Set<string>
}

/**
 * Views on their way to the record: per request, action and type one group, in which an object counts once. Bounded:
 * what it holds, or has handed out and not heard of, never exceeds `most` objects.
 */
export class ViewBuffer {
  #waiting = new Map<string, Views>()
  #held = 0
  readonly #told = new BoundedCache<Told>(rememberedGroups, () => 1)

  constructor(private readonly most = 20_000) {}

  get held(): number {
    return this.#held
  }

  /** False where there is no room: what cannot be noted must not be shown. */
  add(actor: Actor, action: string, target: AuditTarget & { id: string }, at: Date): boolean {
    const key = [actor.requestId ?? '', actor.id ?? '', action, target.type].join('\n')
    const group = this.#waiting.get(key)
    if (group?.targetIds.has(target.id)) return true
    if (actor.requestId && this.#toldOf(key, at)?.ids.has(target.id)) return true
    if (this.#held >= this.most) return false
    this.#held += 1
    if (group) group.targetIds.add(target.id)
    else
      this.#waiting.set(key, {
        ...{ actor, action, targetType: target.type, targetIds: new Set([target.id]), firstAt: at },
      })
    return true
  }

  /** All groups that wait; they count as held until `settle` or `putBack`. */
  take(): ReadonlyMap<string, Views> {
    const taken = this.#waiting
    this.#waiting = new Map()
    for (const [key, { targetIds, firstAt }] of taken) this.#remember(key, targetIds, firstAt)
    return taken
  }

  #toldOf(key: string, at: Date): Told | null {
    const told = this.#told.find(key)
    return told && at.getTime() - told.since < rememberedMs ? told : null
  }

  #remember(key: string, ids: ReadonlySet<string>, at: Date): void {
    const told = this.#toldOf(key, at)
    if (told) for (const id of ids) told.ids.add(id)
    else {
      const anew = { since: at.getTime(), ids: new Set(ids) }
      const old = this.#told.find(key)
      if (old) Object.assign(old, anew)
      else this.#told.keep(key, anew)
    }
  }

  settle(taken: ReadonlyMap<string, Views>): void {
    for (const { targetIds } of taken.values()) this.#held -= targetIds.size
  }

  /** They wait again, before whatever came since. */
  putBack(taken: ReadonlyMap<string, Views>): void {
    const since = this.#waiting
    this.#waiting = new Map(taken)
    for (const [key, views] of since) {
      const group = this.#waiting.get(key)
      if (group) this.#merge(group, views)
      else this.#waiting.set(key, views)
    }
  }

  #merge(group: Views, views: Views): void {
    for (const id of views.targetIds) {
      if (group.targetIds.has(id)) this.#held -= 1
      group.targetIds.add(id)
    }
  }
}

/** Ids in portions that one event holds. */
export function portions(ids: Iterable<string>): readonly (readonly string[])[] {
  const all = [...ids]
  const count = Math.ceil(all.length / mostTargets)
  return Array.from({ length: count }, (_, n) => all.slice(n * mostTargets, (n + 1) * mostTargets))
}
