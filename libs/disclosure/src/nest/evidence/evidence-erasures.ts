import { setTimeout as sleep } from 'node:timers/promises'
import { Inject, Injectable } from '@nestjs/common'
import type { SignedCheckpoint } from '@assize/tlog/nest'
import { EvidenceError } from '../../evidence/evidence-error.js'
import { EvidenceRecords, type EvidenceRecord } from './evidence-records.js'
import { PinnedCheckpoints, type PinnedCheckpoint } from './pinned-checkpoints.js'
import { EvidenceScopes, type ErasedItem, type ReadScope } from './evidence-scopes.js'

const itemsAtOnce = 200
const pollMs = 250
const mostMs = 30_000
const openToAll = { content: true, trace: true, case: true, appeals: true }

/** One more of the records that say what was erased, to be proven under the tree of this size. */
export interface ErasureRecord {
  readonly record: EvidenceRecord
  readonly later: boolean
}

/** Finds what the log says of words that are gone: erasures, and which content items each was of. */
@Injectable()
export class EvidenceErasures {
  constructor(
    @Inject(EvidenceScopes) private readonly scopes: EvidenceScopes,
    @Inject(EvidenceRecords) private readonly records: EvidenceRecords,
    @Inject(PinnedCheckpoints) private readonly pins: PinnedCheckpoints,
  ) {}

  /**
   * Null where the package's own checkpoint covers them. Words may have gone after it was signed: then the first
   * checkpoint that covers all that went. Throws `ERASURE_UNLOGGED` where half a minute does not bring it.
   */
  async laterCheckpoint(asked: ReadScope, own: SignedCheckpoint): Promise<PinnedCheckpoint | null> {
    for (let waitedMs = 0; ; waitedMs += pollMs) {
      const { last, waiting } = await this.scopes.lastErasure(asked, own.size)
      if (!waiting && (last === null || last < own.size)) return null
      const later = waiting || last === null ? null : await this.pins.firstOver(last, own)
      if (later) return later
      if (waitedMs >= mostMs)
        throw new EvidenceError(
          'ERASURE_UNLOGGED',
          'expected the log to have signed every erasure of the scope: words went and their erasure waits',
        )
      await sleep(pollMs)
    }
  }

  /** Each erasure before its items, in order of id; each once. */
  async *read(
    asked: ReadScope,
    own: SignedCheckpoint,
    later: SignedCheckpoint | null,
  ): AsyncGenerator<ErasureRecord> {
    const told = { asked, size: own.size, until: later?.size ?? own.size }
    let after: ErasedItem | null = null
    for (;;) {
      const page: readonly ErasedItem[] = await this.scopes.erasedItems(told, after, itemsAtOnce)
      const fresh = [...new Set(page.map(({ erasureId }) => erasureId))]
      const wanted = new Set(page.map(({ erasureId, position }) => `${erasureId}/${position}`))
      const before: string | undefined = after?.erasureId
      const found = await this.records.read(
        [
          { kind: 'erasure', ids: fresh.filter((id) => id !== before) },
          { kind: 'erased-item', ids: fresh },
        ],
        openToAll,
        told.until,
      )
      for (const record of found.sort(byErasure))
        if (record.part === null || wanted.has(`${record.id}/${record.part}`))
          yield { record, later: record.index >= own.size }
      after = page.at(-1) ?? null
      if (page.length < itemsAtOnce) return
    }
  }
}

const byErasure = (a: EvidenceRecord, b: EvidenceRecord): number =>
  a.id === b.id ? (a.part ?? -1) - (b.part ?? -1) : a.id < b.id ? -1 : 1
