import { Inject, Injectable } from '@nestjs/common'
import { Config } from '@assize/platform'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { JournalLine } from '../journal-line.js'

export const journalFile = (dataDir: string): string => join(dataDir, 'custody', 'erasures.jsonl')

/**
 * What was erased, by id alone, in a file outside the database: a backup restored later knows nothing of erasures made
 * since, and this tells it. A line is on disk before its erasure commits, so that none is missing; one line too many
 * does no harm, since what it names was to be erased.
 */
@Injectable()
export class ErasureJournal {
  constructor(@Inject(Config) private readonly config: Config) {}

  async append(line: JournalLine): Promise<void> {
    const file = journalFile(this.config.dataDir)
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
    const handle = await open(file, 'a', 0o600)
    try {
      await handle.appendFile(`${JSON.stringify(line)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
}
