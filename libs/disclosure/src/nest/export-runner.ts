import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common'
import { grantOf, type Principal } from '@assize/identity'
import { IdentityService } from '@assize/identity/nest'
import { isDomainError } from '@assize/kernel'
import { Database, withSessionLock } from '@assize/platform'
import { DisclosureError } from '../disclosure-error.js'
import { exportLimits, type JobInHand } from '../export-job.js'
import { ExportFiles } from './export-files.js'
import { ExportMakers, type JobWork } from './export-maker.js'
import { ExportRegister } from './export-register.js'
import { ExportSettling } from './export-settling.js'
import { PostgresExportStore } from './postgres-export-store.js'

/**
 * Makes one file from its job. A worker that dies leaves a job and the whole part of a file; the next one goes on from
 * there. The turn at a job is a lock of a database session, which ends with its worker, however that ends.
 */
@Injectable()
export class ExportRunner implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ExportRunner.name)
  private closing = false

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PostgresExportStore) private readonly store: PostgresExportStore,
    @Inject(ExportFiles) private readonly files: ExportFiles,
    @Inject(ExportMakers) private readonly makers: ExportMakers,
    @Inject(ExportSettling) private readonly settling: ExportSettling,
    @Inject(ExportRegister) private readonly register: ExportRegister,
    @Inject(IdentityService) private readonly identity: IdentityService,
  ) {}

  beforeApplicationShutdown(): void {
    this.closing = true
  }

  /** Running twice, also at once, changes nothing. */
  async run(id: string): Promise<void> {
    const work = async () => {
      const job = await this.store.takeUp(id)
      if (job) await this.store.signs.during(job.id, () => this.runToItsEnd(job))
    }
    await withSessionLock(this.database, { on: ['assize.export', id], work })
  }

  private async runToItsEnd(job: JobInHand): Promise<void> {
    try {
      if (job.attempts > exportLimits.attempts) throw stuck()
      await this.make(job)
    } catch (error) {
      if (!isDomainError(error)) throw error
      if (error.code === 'EXPORT_INTERRUPTED') return
      await this.files.removeAll(job.id)
      if (error.code === 'EXPORT_ENDED') return
      this.logger.warn('an export failed', { id: job.id, code: error.code })
      const { message: failure } = error
      await this.database.transaction((tx) =>
        this.store.end(tx, job.id, { state: 'failed', failure }),
      )
    }
  }

  private async make(job: JobInHand): Promise<void> {
    const maker = this.makers.of(job.kind)
    const requester = await this.requesterOf(job)
    maker.requirePermission(requester, job.words)
    if (job.position === null) await this.settling.settle(job.cutAt)
    const made = await maker.make(job, this.workOf(job, requester))
    await this.register.record(job, made)
  }

  private workOf(job: JobInHand, requester: Principal): JobWork {
    return {
      requester,
      refuseWhenClosing: () => {
        if (this.closing)
          throw new DisclosureError('EXPORT_INTERRUPTED', 'the worker stops; the next one goes on')
      },
      noteTotal: (total) => this.store.noteTotal(job, total),
      advance: (done, position) => this.store.advance(job, done, position),
    }
  }

  /** As they are now: who lost the permission since, or their account, gets no file. */
  private async requesterOf({ requester }: JobInHand): Promise<Principal> {
    const person = await this.identity.findPerson(requester.id)
    if (!person || person.disabledAt)
      throw new DisclosureError('REQUESTER_GONE', 'expected the person who asked to be still here')
    const { id, name, roles } = person
    const principal = { kind: 'person', id, name, roles, scopes: requester.scopes } as const
    if (grantOf(principal, 'verdict:read') !== 'all')
      throw new DisclosureError('EXPORT_FORBIDDEN', 'expected verdict:read for all verdicts')
    return principal
  }
}

const stuck = (): DisclosureError =>
  new DisclosureError(
    'EXPORT_STUCK',
    `given up after ${exportLimits.attempts} attempts that came no further; the worker's log says why`,
  )
