import { Injectable } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import type { ExportKind, JobInHand, MadeFile } from '../export-job.js'
import type { Sql } from '@assize/platform'

/** What a maker is handed beside its job. */
export interface JobWork {
  /** The person who asked, with the roles they have now. */
  readonly requester: Principal
  /** Throws once the worker stops. */
  refuseWhenClosing(): void
  noteTotal(total: bigint): Promise<void>
  /** Keeps where the next worker would go on; throws when the job was cancelled meanwhile. */
  advance(done: bigint, position: unknown): Promise<void>
}

/** What a maker says of the file it made. */
export interface Made extends MadeFile {
  /** Of the file, as the record has it: `jsonl`, `zip`. */
  readonly format: string
  readonly fields: readonly string[]
  /** What the manifest tells of this kind beside what it tells of every one. */
  readonly manifest: Readonly<Record<string, unknown>>
  /** In the transaction that puts the file on the record. */
  readonly alongside?: (tx: Sql) => Promise<void>
}

/**
 * Makes the file of one kind of job, or goes on with it from `job.position`. Twice the same job over the same record
 * must give the same bytes.
 */
export interface ExportMaker {
  readonly kind: ExportKind
  /** Throws unless the requester may have the file, as they are now; asked at request, at run and at download. */
  requirePermission(requester: Principal, words: JobInHand['words']): void
  make(job: JobInHand, work: JobWork): Promise<Made>
}

/** The makers there are; each room adds its own. */
@Injectable()
export class ExportMakers {
  private readonly makers = new Map<ExportKind, ExportMaker>()

  add(maker: ExportMaker): void {
    this.makers.set(maker.kind, maker)
  }

  of(kind: ExportKind): ExportMaker {
    const maker = this.makers.get(kind)
    if (!maker) throw new TypeError(`expected a maker of ${kind}`)
    return maker
  }
}
