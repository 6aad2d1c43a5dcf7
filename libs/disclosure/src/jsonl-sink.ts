import { JsonlRows } from './jsonl-rows.js'
import type { ByteSink, RowPosition, RowSink } from './row-sink.js'

/** Lines of JSON go to the file as they come. */
export class JsonlSink implements RowSink {
  private readonly follower: JsonlRows

  constructor(
    private readonly file: ByteSink,
    private readonly from: RowPosition,
  ) {
    this.follower = new JsonlRows({ rows: BigInt(from.rows), bytes: from.bytes })
  }

  get rows(): bigint {
    return this.follower.rows
  }

  take(chunk: Buffer): Promise<void> {
    this.follower.take(chunk)
    return this.file.append(chunk)
  }

  position(): RowPosition {
    const { rows, whole, lastId } = this.follower
    return { bytes: whole, rows: String(rows), after: lastId ?? this.from.after }
  }

  async end(): Promise<void> {
    // A file of lines has no end of its own.
  }
}
