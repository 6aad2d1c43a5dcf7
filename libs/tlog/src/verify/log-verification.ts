import { equalBytes, fromBase64, toBase64, uuidV7TimeMs } from '@assize/kernel'
import type { LogKind } from '../log-kind.js'
import type { Hash } from '../merkle-tree.js'
import { RightEdge } from '../right-edge.js'
import { rootFromTiles } from '../tile-hashes.js'
import { TlogError } from '../tlog-error.js'
import { checkSignature } from './checkpoint-check.js'
import { Differences } from './difference.js'
import { keysOf, knownKeys, type KnownKey, type LogKeyFact } from './known-key.js'
import { checkListing, type ListingProgress } from './listing-check.js'
import type { LogSource, RecordName, StoredCheckpoint, StoredEntry } from './log-source.js'
import { notLogged, recordMissing, shorter, unknownKind } from './record-differences.js'
import { checkRows } from './row-check.js'
import { checkLeaves, checkTiles, rootDiffers } from './tree-check.js'
import type {
  KeptHead,
  LateEntry,
  VerificationPlan,
  VerificationProgress,
  VerificationReport,
  VerificationState,
} from './verification.js'

const stretch = 2048n
const rowsAtOnce = 5000
const checkpointsAtOnce = 500
const lateMs = 3_600_000
const mostLate = 100

/**
 * The whole log against the record: every signature, root, tile, entry and row, and the listing made of the rows. Reads
 * in stretches, in memory that does not grow with the log, and goes on after a difference, so that one report names all
 * there are.
 */
export class LogVerification {
  private readonly differences: Differences
  private readonly late: LateEntry[]
  private lateCount: number
  private checkpointCount: number
  private rowCount: number
  private listing: ListingProgress
  private kinds: ReadonlyMap<string, LogKind> = new Map()
  private recorded: readonly LogKeyFact[] = []
  private keys: readonly KnownKey[] = []
  private heads: readonly KeptHead[] = []
  private ahead: StoredCheckpoint[] = []
  private readAbove = 0n
  private signedBefore: Date | null = null

  private constructor(
    private readonly source: LogSource,
    private readonly plan: VerificationPlan,
    private readonly target: { origin: string | null; size: bigint; root: Hash },
    private readonly edge: RightEdge,
  ) {
    const { resume } = plan
    this.differences = Differences.of(resume?.differences, resume?.differenceCount)
    this.late = [...(resume?.late ?? [])]
    this.lateCount = resume?.lateCount ?? 0
    this.checkpointCount = resume?.checkpoints ?? 0
    this.rowCount = resume?.rows ?? 0
    this.listing = resume?.listing ?? { verdicts: 0, after: null }
  }

  static async run(source: LogSource, plan: VerificationPlan): Promise<VerificationReport> {
    const target = await source.state()
    const edge = await edgeToResume(source, plan.resume ?? null, target.origin)
    return new LogVerification(source, plan, target, edge).verify()
  }

  private async verify(): Promise<VerificationReport> {
    this.kinds = await this.source.kinds()
    this.recorded = await this.source.recordedKeys()
    this.keys = knownKeys(
      [...this.plan.keys, ...this.recorded.map(({ vkey }) => vkey)],
      this.recorded,
    )
    this.heads = this.plan.heads.filter((head) => this.isSigned(head))
    this.readAbove = this.edge.size
    this.signedBefore = (await this.source.checkpointUpTo(this.edge.size))?.signedAt ?? null
    await this.holdResumed()
    while (this.edge.size < this.target.size) await this.nextStretch()
    await this.end()
    await this.lookForRows()
    await this.holdListing()
    const line = await this.source.line()
    this.differences.add(...line.missing.map(recordMissing))
    const { origin, size } = this.target
    return {
      ...{ origin, size: size.toString(), root: toBase64(this.edge.root) },
      ...{ checkpoints: this.checkpointCount, rows: this.rowCount },
      ...{ listed: this.listing.verdicts, waiting: line.waiting },
      ...{ differences: this.differences.first, differenceCount: this.differences.count },
      ...{ late: this.late, lateCount: this.lateCount },
      ...keysOf(this.recorded),
    }
  }

  /** By any key there was: after a restore, a name may have signed more than the log that retired its key now holds. */
  private isSigned(head: KeptHead): boolean {
    if (head.note === undefined) return true
    const keys = this.keys.map(({ key }) => ({ key, retiredIn: null }))
    const unsigned = checkSignature(head.who, { ...head, note: head.note }, keys)
    if (unsigned) this.differences.add(unsigned)
    return unsigned === null
  }

  /** Heads within what an earlier run has read, which may not have been shown to it. */
  private async holdResumed(): Promise<void> {
    for (const { who, size, root } of this.heads) {
      if (size === 0n || size >= this.edge.size) continue
      const derived = await rootFromTiles(this.source.tiles, size)
      if (!equalBytes(derived, root)) this.differences.add(rootDiffers(who, size, root, derived))
    }
  }

  private async nextStretch(): Promise<void> {
    const from = this.edge.size
    const end = (from / stretch + 1n) * stretch
    const to = end < this.target.size ? end : this.target.size
    const entries = await this.source.entries(from - (from % 256n), to)
    const { leaves, differences } = await checkLeaves(
      this.source,
      entries,
      from - (from % 256n),
      to,
    )
    const fresh = entries.filter(({ index }) => index >= from)
    this.differences.add(...differences.filter(({ index }) => BigInt(index ?? from) >= from))
    const altered = new Set(
      differences.filter(({ type }) => type === 'entry-altered').map(({ index }) => index),
    )
    const sound = fresh.filter(({ index }) => !altered.has(index.toString()))
    for (const [kind, group] of groupsOf(sound)) {
      const known = this.kinds.get(kind)
      if (known) this.differences.add(...(await checkRows(this.source, known, group)))
      else this.differences.add(...group.map(unknownKind))
    }
    const byIndex = new Map(fresh.map((entry) => [entry.index, entry]))
    for (const leaf of leaves.slice(Number(from % 256n))) {
      const entry = byIndex.get(this.edge.size)
      await this.passHeads()
      if (entry) this.noteLate(entry)
      this.edge.append(leaf)
    }
    this.differences.add(...(await checkTiles(this.source, this.edge)))
    this.report('entries', Number(this.edge.size), Number(this.target.size))
    this.plan.onState?.(this.state([], null))
  }

  /** Checkpoints and heads for exactly as many entries as have been read. */
  private async passHeads(): Promise<void> {
    const { size } = this.edge
    while (await this.nextIsAt(size)) {
      const stored = this.ahead.shift()
      if (!stored) break
      this.checkpointCount += 1
      const unsigned = checkSignature('the checkpoint stored', stored, this.keys)
      if (unsigned) this.differences.add(unsigned)
      this.holdRoot('the checkpoint', stored)
      this.signedBefore = stored.signedAt
    }
    for (const head of this.heads)
      if (head.size === size && size > 0n) this.holdRoot(head.who, head)
  }

  private async nextIsAt(size: bigint): Promise<boolean> {
    if (this.ahead.length === 0 && this.readAbove <= size) {
      const above = this.readAbove === 0n ? 0n : this.readAbove - 1n
      this.ahead = [...(await this.source.checkpoints(above, checkpointsAtOnce))]
      const last = this.ahead.at(-1)
      this.readAbove =
        last && this.ahead.length === checkpointsAtOnce ? last.size + 1n : this.target.size + 2n
    }
    return this.ahead[0]?.size === size
  }

  private holdRoot(who: string, { size, root }: { size: bigint; root: Hash }): void {
    const derived = this.edge.root
    if (!equalBytes(derived, root)) this.differences.add(rootDiffers(who, size, root, derived))
  }

  private noteLate({ index, kind, recordId }: StoredEntry): void {
    const statedMs = uuidV7TimeMs(recordId)
    const before = this.signedBefore
    if (!before || before.getTime() - statedMs <= lateMs) return
    this.lateCount += 1
    if (this.late.length < mostLate)
      this.late.push({
        ...{ index: index.toString(), kind, id: recordId },
        ...{ statedAt: new Date(statedMs).toISOString(), enteredAfter: before.toISOString() },
      })
  }

  private async end(): Promise<void> {
    await this.passHeads()
    const { origin, size } = this.target
    this.holdRoot('the state of the log', this.target)
    for (const stored of this.ahead.filter((checkpoint) => checkpoint.size > size))
      // What was signed since we began is no fault; the tree must have grown to it.
      if (stored.size > (await this.source.state()).size)
        this.differences.add(shorter('a stored checkpoint', stored.size, size))
    // Whatever the log was called when it was shown: it only grows, also past a change of its name.
    for (const head of this.heads) {
      const { size: now } = await this.source.state()
      if (head.size > now) this.differences.add(shorter(head.who, head.size, now))
    }
    await this.holdNewest(origin)
  }

  /** The newest checkpoint is signed by a key that is believed, and no older than what was kept outside. */
  private async holdNewest(origin: string | null): Promise<void> {
    const newest = origin === null ? null : await this.source.newestCheckpoint(origin)
    const believed = knownKeys(this.plan.keys, this.recorded)
    if (newest && believed.length > 0) {
      const unsigned = checkSignature('the newest checkpoint', newest, believed)
      if (unsigned) this.differences.add(unsigned)
    }
    for (const { who, size } of this.heads.filter((kept) => kept.origin === origin))
      if (size > (newest?.size ?? 0n))
        this.differences.add({
          ...{ type: 'checkpoint-older', index: (newest?.size ?? 0n).toString() },
          message: `the newest checkpoint in the database is for ${newest?.size ?? 0n} entries, ${who} for ${size}: an older one was put in its place`,
        })
  }

  private async lookForRows(): Promise<void> {
    const { resume } = this.plan
    const done = new Set(resume?.kindsDone)
    let after = resume?.after ?? null
    for (const kind of this.kinds.values()) {
      if (done.has(kind.kind)) continue
      for (let at: RecordName | null = after, more = true; more; more = at !== null) {
        const read = await this.source.unlogged(kind, at, rowsAtOnce)
        this.rowCount += read.read
        this.differences.add(
          ...read.unlogged.map((name) => notLogged({ ...name, kind: kind.kind })),
        )
        at = read.next
        this.report('rows', this.rowCount, Number(this.target.size))
        if (at) this.plan.onState?.(this.state([...done], at))
      }
      after = null
      done.add(kind.kind)
      this.plan.onState?.(this.state([...done], null))
    }
  }

  private async holdListing(): Promise<void> {
    const done = [...this.kinds.keys()]
    await checkListing(this.source, this.listing, (differences, progress) => {
      this.differences.add(...differences)
      this.listing = progress
      this.report('listing', progress.verdicts, progress.verdicts)
      if (progress.after !== null) this.plan.onState?.(this.state(done, null))
    })
  }

  private report(phase: VerificationProgress['phase'], done: number, total: number): void {
    this.plan.onProgress?.({ phase, done, total: Math.max(total, done) })
  }

  private state(kindsDone: readonly string[], after: RecordName | null): VerificationState {
    return {
      ...{ v: 1, origin: this.target.origin, size: this.target.size.toString() },
      ...{ index: this.edge.size.toString(), root: toBase64(this.edge.root) },
      ...{ differences: [...this.differences.first], differenceCount: this.differences.count },
      ...{ late: [...this.late], lateCount: this.lateCount },
      ...{ checkpoints: this.checkpointCount, rows: this.rowCount, kindsDone, after },
      ...(this.listing.after === null ? {} : { listing: this.listing }),
    }
  }
}

/** The tiles are believed only as far as they lead to the root the earlier run had verified. */
async function edgeToResume(
  source: LogSource,
  resume: VerificationState | null,
  origin: string | null,
): Promise<RightEdge> {
  if (!resume) return RightEdge.empty()
  const root = fromBase64(resume.root)
  const edge = await RightEdge.from(BigInt(resume.index), source.tiles)
  if (root && equalBytes(edge.root, root) && resume.origin === origin) return edge
  throw new TlogError(
    'ROOT_MISMATCH',
    `the log no longer begins with the ${resume.index} entries that were verified before; begin anew without the old state`,
  )
}

function groupsOf(entries: readonly StoredEntry[]): ReadonlyMap<string, StoredEntry[]> {
  const groups = new Map<string, StoredEntry[]>()
  for (const entry of entries) {
    const group = groups.get(entry.kind)
    if (group) group.push(entry)
    else groups.set(entry.kind, [entry])
  }
  return groups
}
