import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource, isUuid } from '@assize/kernel'
import { ImportError } from '../import-error.js'
import type { ImportRun } from '../import-run.js'
import { BundleFolder } from './bundle-folder.js'
import { ImportPlaces } from './import-places.js'
import { ImportUploads } from './import-uploads.js'
import { PostgresImportStore } from './postgres-import-store.js'

export interface AskedImport {
  readonly path?: string | null
  readonly uploadId?: string | null
  readonly openCases?: boolean | null
}

/** Takes imports in: a bundle that is none is refused at once, the rest is a worker's. */
@Injectable()
export class ImportService {
  constructor(
    @Inject(PostgresImportStore) private readonly store: PostgresImportStore,
    @Inject(ImportPlaces) private readonly places: ImportPlaces,
    @Inject(ImportUploads) private readonly uploads: ImportUploads,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async begin(asked: AskedImport, startedBy: string): Promise<ImportRun> {
    const { path, uploadId } = asked
    if ((path == null) === (uploadId == null))
      throw new ImportError('SOURCE_AMBIGUOUS', 'expected either path or uploadId')
    const place =
      uploadId == null
        ? await this.places.locate(path ?? '')
        : await this.uploads.owned(uploadId, startedBy)
    const bundle = await BundleFolder.open(place)
    return this.store.begin({
      id: this.ids.next(),
      name: uploadId == null ? bundle.name : 'upload',
      path: place,
      uploadId: uploadId ?? null,
      openCases: asked.openCases ?? false,
      startedBy,
      startedAt: this.clock.now(),
    })
  }

  async find(id: string): Promise<ImportRun | null> {
    return isUuid(id) ? this.store.find(id) : null
  }

  list(): Promise<readonly ImportRun[]> {
    return this.store.list()
  }
}
