import { createInterface } from 'node:readline'
import { createHash } from 'node:crypto'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { DisclosureError } from '../disclosure-error.js'
import type { ExportJob, JobInHand, WordKind } from '../export-job.js'
import { requireExportPermission } from '../export-permission.js'
import {
  allocate,
  SampleDraw,
  stratumOf,
  type Lot,
  type PopulationRow,
  type Stratum,
} from '../sample.js'
import type { SampleRequest } from '../sample-request.js'
import { ExportFiles } from './export-files.js'
import { ExportMakers, type ExportMaker, type JobWork, type Made } from './export-maker.js'
import { PostgresExportStore } from './postgres-export-store.js'
import { PostgresSampleStore } from './postgres-sample-store.js'

const populationFields = ['id', 'policy', 'outcome', 'simulated', 'digest'] as const

/** Draws a sample from a population's file: the same file, seed and size draw the same rows. */
@Injectable()
export class SampleMaker implements ExportMaker, OnModuleInit {
  readonly kind = 'sample'

  constructor(
    @Inject(ExportFiles) private readonly files: ExportFiles,
    @Inject(ExportMakers) private readonly makers: ExportMakers,
    @Inject(PostgresExportStore) private readonly jobs: PostgresExportStore,
    @Inject(PostgresSampleStore) private readonly samples: PostgresSampleStore,
  ) {}

  onModuleInit(): void {
    this.makers.add(this)
  }

  requirePermission(requester: Principal, words: readonly WordKind[]): void {
    requireExportPermission(requester, words, ['evidence:export'])
  }

  async make(job: JobInHand, work: JobWork): Promise<Made> {
    const { populationId, seed, size, method } = job.params as unknown as SampleRequest
    const population = await this.jobs.find(populationId)
    if (population?.state !== 'done' || !population.sha256)
      throw new DisclosureError('POPULATION_UNFIT', 'expected a population whose file is there')
    const lot: Lot = { method, seed, populationSha256: population.sha256 }
    const strata = allocate(await this.count(population, lot), size)
    const drawing = new SampleDraw(lot, strata)
    for await (const row of this.read(population)) drawing.offer(row)
    work.refuseWhenClosing()
    const drawn = drawing.drawn()
    const lines = drawn.map((row, n) => `${JSON.stringify({ position: n + 1, ...row })}\n`)
    const file = await this.files.openAt(job.id, job.fileName, 0)
    try {
      await file.append(Buffer.from(lines.join('')))
      await file.sync()
      return {
        ...{ format: 'jsonl', rows: BigInt(drawn.length), sizeBytes: BigInt(file.bytes) },
        sha256: file.hash.digest('hex'),
        fields: ['position', ...populationFields, 'key', 'stratum', 'inclusion'],
        manifest: { population: { id: populationId, sha256: population.sha256 }, strata },
        alongside: (tx) => this.samples.open(tx, job.id, strata, drawn),
      }
    } finally {
      await file.close()
    }
  }

  /** Rows by stratum, of a file that is still the one on the record. */
  private async count(
    population: ExportJob,
    lot: Lot,
  ): Promise<ReadonlyMap<Stratum['name'], number>> {
    const hash = createHash('sha256')
    for await (const chunk of this.files.read(population.id, population.fileName))
      hash.update(chunk as Buffer)
    if (hash.digest('hex') !== population.sha256)
      throw new DisclosureError('FILE_CHANGED', 'expected the population as it was recorded')
    const counts = new Map<string, number>()
    for await (const row of this.read(population)) {
      const name = stratumOf(lot.method, row)
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return counts
  }

  private async *read({ id: job, fileName }: ExportJob): AsyncGenerator<PopulationRow> {
    const lines = createInterface({ input: this.files.read(job, fileName), crlfDelay: Infinity })
    for await (const line of lines) {
      const { id, policy, outcome, simulated, digest } = JSON.parse(line) as PopulationRow
      yield { id, policy, outcome, simulated, digest }
    }
  }
}
