import { Controller, Get, Headers, Param, Res, StreamableFile } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import type { FastifyReply } from 'fastify'
import { parseByteRange } from '../byte-range.js'
import { mediaTypeOf } from '../export-format.js'
import { ExportFiles } from './export-files.js'
import { ExportService } from './export.service.js'

/** The bytes of made files, whole or in parts, for whoever may have them. */
@Controller('exports')
export class ExportFileController {
  constructor(
    private readonly exports: ExportService,
    private readonly files: ExportFiles,
  ) {}

  @Permit('evidence:export', 'dataset:export')
  @Audited({ action: 'export.downloaded', target: 'export' })
  @Get(':id/:file')
  async download(
    @Param('id') id: string,
    @Param('file') file: string,
    @Headers('range') asked: string | undefined,
    @Headers('if-range') onlyIf: string | undefined,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const { job, sizeBytes } = await this.exports.serve(id, file, principal)
    const tag = file === job.fileName ? `"${job.sha256}"` : undefined
    const mayBePart = onlyIf === undefined || onlyIf === tag
    const range = parseByteRange(mayBePart ? asked : undefined, sizeBytes)
    void reply.headers({
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      ...(tag && { etag: tag }),
    })
    if (range.kind === 'unsatisfiable') {
      void reply.status(416).header('content-range', `bytes */${sizeBytes}`)
      return undefined
    }
    const { start, end } = range.kind === 'part' ? range : { start: 0, end: sizeBytes - 1 }
    if (range.kind === 'part')
      void reply.status(206).header('content-range', `bytes ${start}-${end}/${sizeBytes}`)
    return new StreamableFile(
      this.files.read(id, file, sizeBytes > 0 ? { start, end } : undefined),
      {
        type: mediaTypeOf(file),
        disposition: `attachment; filename="${file}"`,
        length: end - start + 1,
      },
    )
  }
}
