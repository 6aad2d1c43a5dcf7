import { Readable } from 'node:stream'
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import { DatasetExports } from './dataset-exports.service.js'

/** The bytes of exports, for whoever may make them. */
@Controller('exports')
export class ExportController {
  constructor(private readonly exports: DatasetExports) {}

  @Permit('dataset:export')
  @Audited({ action: 'export.downloaded', target: 'dataset-export' })
  @Get(':id')
  @Header('cache-control', 'private, no-store')
  async download(
    @Param('id') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<StreamableFile> {
    const { made, fileName, bytes } = await this.exports.serve(id, principal.id)
    return new StreamableFile(Readable.from(bytes, { objectMode: false }), {
      type: 'application/x-ndjson; charset=utf-8',
      disposition: `attachment; filename="${fileName}"`,
      length: Number(made.sizeBytes),
    })
  }
}
