import { Inject, Injectable } from '@nestjs/common'
import { Outbox } from '@assize/events/nest'
import { AuditTrail } from '@assize/identity/nest'
import { canonicalJson, Clock, commitTo, Randomness } from '@assize/kernel'
import { Config, Database, insertRows } from '@assize/platform'
import { manifestName, type JobInHand } from '../export-job.js'
import { exportCreated } from '../jobs.js'
import { ExportFiles } from './export-files.js'
import type { Made } from './export-maker.js'
import { PostgresExportStore } from './postgres-export-store.js'

interface Checkpoint {
  readonly origin: string
  readonly size: string
  readonly root: string
  readonly note: string
}

/** Puts a made file on the record: that it was made, of what, and its digest; with its manifest beside it. */
@Injectable()
export class ExportRegister {
  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(Database) private readonly database: Database,
    @Inject(PostgresExportStore) private readonly store: PostgresExportStore,
    @Inject(ExportFiles) private readonly files: ExportFiles,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
    @Inject(Randomness) private readonly randomness: Randomness,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async record(job: JobInHand, made: Made): Promise<void> {
    const checkpoint = await this.checkpoint()
    const manifest = manifestOf(job, made, checkpoint)
    await this.files.write(
      job.id,
      manifestName(job.fileName),
      `${JSON.stringify(manifest, null, 2)}\n`,
    )
    const recordedAt = this.clock.now()
    const expiresAt = new Date(recordedAt.getTime() + this.config.exportDays * 86_400_000)
    const salt = this.randomness.bytes(32)
    await this.database.transaction(async (tx) => {
      await this.store.finish(tx, job, made, expiresAt)
      await insertRows(tx, 'record_export', [
        {
          ...{ id: job.id, kind: job.kind, format: made.format, fields: made.fields },
          ...{ words: job.words, rows: made.rows, size_bytes: made.sizeBytes, sha256: made.sha256 },
          ...{ log_size: checkpoint?.size ?? null, log_root: checkpoint?.root ?? null },
          requested_by: job.requester.id,
          commitment: commitTo(salt, canonicalJson(job.params)),
          ...{ cut_at: job.cutAt, recorded_at: recordedAt },
        },
      ])
      await insertRows(tx, 'payload_export', [{ export_id: job.id, salt, request: job.params }])
      await made.alongside?.(tx)
      await this.trail.append(tx, { kind: job.requester.kind, id: job.requester.id }, [
        {
          action: 'export.created',
          target: { type: 'export', id: job.id },
          after: Buffer.from(made.sha256, 'hex'),
        },
      ])
      const { kind, sha256 } = { kind: job.kind, sha256: made.sha256 }
      await this.outbox.append(tx, [
        { type: exportCreated, subject: job.id, payload: { kind, sha256, by: job.requester.id } },
      ])
    })
  }

  /** The newest signed state of the log, as anybody can ask for it. */
  private async checkpoint(): Promise<Checkpoint | null> {
    const [row] = await this.database.query<Checkpoint>(
      `SELECT origin, size, encode(root, 'base64') AS root, note FROM log_checkpoint
       ORDER BY signed_at DESC, size DESC LIMIT 1`,
    )
    return row ?? null
  }
}

function manifestOf(job: JobInHand, made: Made, checkpoint: Checkpoint | null) {
  return {
    schema: 'assize.export/1',
    ...{ id: job.id, kind: job.kind, file: job.fileName, format: made.format },
    request: job.params,
    ...{ words: job.words, fields: made.fields, ...made.manifest },
    cutAt: job.cutAt.toISOString(),
    requestedBy: job.requester.id,
    counts: { rows: Number(made.rows), bytes: Number(made.sizeBytes) },
    sha256: made.sha256,
    checkpoint,
  }
}
