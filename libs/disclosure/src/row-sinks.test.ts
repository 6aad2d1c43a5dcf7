import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { exportFormats } from './export-format.js'
import { fileStart, type ByteSink } from './row-sink.js'
import { rowSinkFor } from './row-sinks.js'
import type { ExportColumn } from './verdict-column.js'

const columns: readonly ExportColumn[] = [
  { name: 'id', type: 'uuid' },
  { name: 'policy', type: 'text', repeats: true },
  { name: 'note', type: 'text' },
]

/** The database's binary copy of rows with an id, a policy and a note. */
function binaryCopy(notes: readonly (string | null)[]): Buffer {
  const header = Buffer.alloc(19)
  header.write('PGCOPY\n\u00ff\r\n\0', 'latin1')
  const rows = notes.flatMap((note, n) => {
    const id = Buffer.alloc(16)
    id.writeUInt32BE(n + 1, 12)
    return [
      Buffer.from([0, 3]),
      ...[id, Buffer.from(`policy-${n % 3}`), bytesOf(note)].flatMap(field),
    ]
  })
  return Buffer.concat([header, ...rows, Buffer.from([0xff, 0xff])])
}

const bytesOf = (note: string | null) => (note === null ? null : Buffer.from(note))

function field(bytes: Buffer | null): Buffer[] {
  const length = Buffer.alloc(4)
  length.writeInt32BE(bytes?.length ?? -1)
  return bytes ? [length, bytes] : [length]
}

/** A file in memory that knows how much it has been given. */
class Kept implements ByteSink {
  bytes = 0
  readonly parts: Uint8Array[] = []

  async append(chunk: Uint8Array): Promise<void> {
    this.parts.push(Buffer.from(chunk))
    this.bytes += chunk.length
  }
}

const formats = fc.constantFrom(...exportFormats)

async function written(format: (typeof exportFormats)[number], chunks: readonly Buffer[]) {
  const file = new Kept()
  const sink = rowSinkFor(format, file, fileStart, columns)
  for (const chunk of chunks) await sink.take(chunk)
  await sink.end()
  return { file: Buffer.concat(file.parts), rows: sink.rows }
}

describe('a writer of rows', () => {
  test('writes the same file however its bytes are cut on the way', async () => {
    const notes = fc.array(fc.option(fc.string({ unit: 'binary' })), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(formats, notes, fc.array(fc.nat(4_000)), async (format, texts, cuts) => {
        const copy = binaryCopy(texts)
        const places = [0, ...cuts.map((at) => at % (copy.length + 1)), copy.length].sort(
          (a, b) => a - b,
        )
        const chunks = places.slice(1).map((at, n) => copy.subarray(places[n], at))
        const [whole, cut] = [await written(format, [copy]), await written(format, chunks)]
        expect(cut.file.equals(whole.file)).toBe(true)
        expect(cut.rows).toBe(BigInt(texts.length))
      }),
      { numRuns: 60 },
    )
  })

  test.each(exportFormats)('of %s holds back a bounded part of what it took', async (format) => {
    const copy = binaryCopy(Array.from({ length: 40 }, (_, n) => `${n} ${'w'.repeat(500_000)}`))
    const file = new Kept()
    const sink = rowSinkFor(format, file, fileStart, columns)
    let takenSinceAppend = 0
    let most = 0
    for (let at = 0; at < copy.length; at += 65_536) {
      const before = file.bytes
      const chunk = copy.subarray(at, at + 65_536)
      await sink.take(chunk)
      takenSinceAppend = file.bytes > before ? 0 : takenSinceAppend + chunk.length
      most = Math.max(most, takenSinceAppend)
    }
    await sink.end()
    expect(sink.rows).toBe(40n)
    expect(copy.length).toBeGreaterThan(19 * 2 ** 20)
    expect(most).toBeLessThan(9 * 2 ** 20)
  })
})
