import { Inject, Injectable } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { Clock, isUuid } from '@assize/kernel'
import { DossierError } from '../../dossier/dossier-error.js'
import { renderDossier } from '../../dossier/render-dossier.js'
import { DossierReader } from './dossier-reader.js'
import { DossierReaders, readingContext } from './dossier-rights.js'

/** Makes dossiers for people. */
@Injectable()
export class DossierService {
  constructor(
    @Inject(DossierReader) private readonly reader: DossierReader,
    @Inject(DossierReaders) private readonly readers: DossierReaders,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The page, as far as its reader may see. Throws `VERDICT_UNKNOWN`, also where they may see nothing of it. */
  async make(verdictId: string, principal: Principal, requestId: string): Promise<string> {
    const verdict = isUuid(verdictId) ? await this.reader.findVerdict(verdictId) : null
    const context = readingContext(principal, requestId)
    const rights = verdict && (await this.readers.rightsOf(context, verdict.contentItemId))
    if (!verdict || !rights)
      throw new DossierError('VERDICT_UNKNOWN', 'expected a verdict on the record')
    const made = { at: this.clock.now(), by: principal.name }
    return renderDossier(await this.reader.read(verdict, { rights, made }))
  }
}
