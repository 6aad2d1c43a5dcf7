import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common'
import { Clock, isDomainError } from '@assize/kernel'
import type { PolicyVersion } from '@assize/policy'
import { PolicyImport } from '@assize/policy/nest'
import { firstUses, type FirstUses } from '../first-uses.js'
import { ImportError } from '../import-error.js'
import { importLimits, type RunInHand } from '../import-run.js'
import { listSteps } from '../import-steps.js'
import { splitLines } from '../bundle-lines.js'
import { policyVersionOf } from '../policy-version-of.js'
import { BundleFolder } from './bundle-folder.js'
import { ImportRecorder } from './import-recorder.js'
import { ImportTurn } from './import-turn.js'
import { ImportUploads } from './import-uploads.js'
import { PostgresImportStore } from './postgres-import-store.js'

/**
 * Imports one bundle, step by step, each in one transaction with the run's progress: a worker that dies leaves a run
 * that the next one goes on with, at the line after the last one committed.
 */
@Injectable()
export class TraceImporter implements BeforeApplicationShutdown {
  private readonly logger = new Logger(TraceImporter.name)
  private closing = false

  constructor(
    @Inject(PostgresImportStore) private readonly store: PostgresImportStore,
    @Inject(ImportRecorder) private readonly recorder: ImportRecorder,
    @Inject(PolicyImport) private readonly policies: PolicyImport,
    @Inject(ImportUploads) private readonly uploads: ImportUploads,
    @Inject(ImportTurn) private readonly turn: ImportTurn,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  beforeApplicationShutdown(): void {
    this.closing = true
    this.turn.giveUp()
  }

  /** Running twice, also at once, changes nothing: one import at a time, over all workers. */
  async import(id: string): Promise<void> {
    await this.turn.take(async () => {
      const run = await this.store.takeUp(id)
      if (run) await this.store.signs.during(run.id, () => this.runToItsEnd(run))
    })
  }

  private async runToItsEnd(run: RunInHand): Promise<void> {
    try {
      if (run.attempts > importLimits.attempts) throw stuck(run)
      await this.importBundle(run)
    } catch (error) {
      if (error instanceof ImportError && error.code === 'IMPORT_INTERRUPTED') return
      if (!isDomainError(error)) throw error
      this.logger.warn('an import failed', { id: run.id, code: error.code })
      await this.store.fail(run.id, error.message)
    }
  }

  private async importBundle(run: RunInHand): Promise<void> {
    const bundle = await BundleFolder.open(run.path)
    if (run.bundleStamp !== null && run.bundleStamp !== bundle.stamp)
      throw new ImportError(
        'BUNDLE_CHANGED',
        'the bundle changed while it was imported: what came in stays; import it again for the rest',
      )
    const survey = await firstUses(this.unlessClosing(splitLines(bundle.readTraces())))
    const versions = await this.importVersions(bundle, survey, run)
    const { stamp } = bundle
    await this.store.noteBundle(run.id, { stamp, total: survey.lines, versions: versions.size })
    const lines = splitLines(bundle.readTraces())
    for await (const step of listSteps(lines, run.line, this.clock.now())) {
      this.refuseWhenClosing()
      await this.recorder.record(run, versions, step)
    }
    await this.store.finish(run.id)
    if (run.uploadId) await this.uploads.discard(run.uploadId)
  }

  /** In order of first use, by the name their traces know them by. */
  private async importVersions(
    bundle: BundleFolder,
    { at }: FirstUses,
    run: RunInHand,
  ): Promise<ReadonlyMap<string, PolicyVersion>> {
    const asked = bundle.versions
      .map((version) => policyVersionOf(version, at.get(version.policyVersion) ?? run.startedAt))
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    const imported = new Map<string, PolicyVersion>()
    for (const version of asked) {
      this.refuseWhenClosing()
      const [whole] = await this.policies.importVersions([version])
      if (whole) imported.set(version.externalName ?? '', whole)
    }
    return imported
  }

  private async *unlessClosing<T>(lines: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const line of lines) {
      this.refuseWhenClosing()
      yield line
    }
  }

  private refuseWhenClosing(): void {
    if (this.closing)
      throw new ImportError('IMPORT_INTERRUPTED', 'the worker stops; the next one goes on')
  }
}

const stuck = ({ line }: RunInHand): ImportError =>
  new ImportError(
    'IMPORT_STUCK',
    `given up after ${importLimits.attempts} attempts that came no further than line ${line}; the worker's log says why`,
  )
