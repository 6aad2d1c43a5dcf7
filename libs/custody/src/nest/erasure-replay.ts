import { Inject, Injectable } from '@nestjs/common'
import { parseJournalLine, type JournalLine } from '../journal-line.js'
import { EraserDatabase } from './eraser-database.js'
import { Eraser } from './eraser.js'

export interface Replayed {
  /** Whole lines of the journal. */
  readonly lines: number
  /** Erasures carried out again, and the content items in them. */
  readonly erasures: number
  readonly items: number
}

const rowsAtOnce = 200

/** Carries out again what was erased after a backup was made: a restore must not bring words back. */
@Injectable()
export class ErasureReplay {
  constructor(
    @Inject(EraserDatabase) private readonly eraserDatabase: EraserDatabase,
    @Inject(Eraser) private readonly eraser: Eraser,
  ) {}

  /** Lines of a journal, in any order; what names content that is not here, or is erased here, changes nothing. */
  async replay(journal: Iterable<string> | AsyncIterable<string>): Promise<Replayed> {
    const sum = { lines: 0, erasures: 0, items: 0 }
    for await (const text of journal) {
      const line = parseJournalLine(text)
      if (!line) continue
      sum.lines += 1
      for (let at = 0; at < line.items.length; at += rowsAtOnce) {
        const items = await this.replayOne(line, line.items.slice(at, at + rowsAtOnce))
        sum.items += items
        sum.erasures += items > 0 ? 1 : 0
      }
    }
    return sum
  }

  /** Without a look at holds: the erasure was lawful when it was made, and a hold released since may be back. */
  private replayOne(line: JournalLine, ids: readonly string[]): Promise<number> {
    return this.eraserDatabase.open().transaction(async (tx) => {
      const rows = await tx.query<{ id: string }>(
        'SELECT id FROM record_content_item WHERE id = ANY($1::uuid[])',
        [ids],
      )
      const here = rows.map(({ id }) => id)
      const { items } = await this.eraser.eraseLeftovers(
        tx,
        {
          ...{ requestId: null, scopeKind: line.scope, reason: line.reason },
          ...{ legalBasis: line.basis, requestedBy: line.requestedBy },
          ...{ executedBy: line.executedBy, replays: line.erasure },
        },
        here,
      )
      return items
    })
  }
}
