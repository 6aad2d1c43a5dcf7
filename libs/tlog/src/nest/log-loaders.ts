import { Inject, Injectable } from '@nestjs/common'
import { toHex } from '@assize/kernel'
import { requestLoader, type GraphqlContext } from '@assize/platform/nest'
import type { LogEntryType } from './log.graphql.js'
import { LogReader, type LoggedRecord } from './log-reader.js'
import type { SignedCheckpoint } from './published-checkpoint.js'
import type { WatchRow } from './watch-row.js'

/** One query a request and kind of record, and one checkpoint for all proofs of a request. */
@Injectable()
export class LogLoaders {
  constructor(@Inject(LogReader) private readonly reader: LogReader) {}

  /** The entry of a row without parts; null while it waits. */
  async entry(context: GraphqlContext, kind: string, id: string): Promise<LogEntryType | null> {
    const load = (ids: readonly string[]) => this.reader.entriesOf(kind, ids)
    const logged = await requestLoader(context, `log-entry ${kind}`, load).load(id)
    return logged && toEntryType(logged)
  }

  checkpoint(context: GraphqlContext): Promise<SignedCheckpoint | null> {
    const load = async (keys: readonly string[]) => {
      const checkpoint = await this.reader.latestCheckpoint()
      return new Map(checkpoint ? keys.map((key) => [key, checkpoint]) : [])
    }
    return requestLoader(context, 'log-checkpoint', load).load('published')
  }

  watch(context: GraphqlContext): Promise<WatchRow> {
    const load = async (keys: readonly string[]) => {
      const watch = await this.reader.watch()
      return new Map(keys.map((key) => [key, watch]))
    }
    return requestLoader(context, 'log-watch', load).load('watch') as Promise<WatchRow>
  }

  async proof(context: GraphqlContext, index: bigint): Promise<string | null> {
    const checkpoint = await this.checkpoint(context)
    if (!checkpoint || index >= checkpoint.size) return null
    return this.reader.proofUnder(checkpoint, index)
  }
}

const toEntryType = ({ index, leafHash, entry }: LoggedRecord): LogEntryType => ({
  ...{ index, leafHash: toHex(leafHash), entry },
})
