import { Controller, Get, Param, Res } from '@nestjs/common'
import { Audited, Permit } from '@assize/identity/nest'
import type { FastifyReply } from 'fastify'
import { DisclosureError } from '../disclosure-error.js'
import { mediaTypeOf } from '../export-format.js'
import { workpaperCsv, workpaperJson } from '../workpaper.js'
import { workpaperPage, workpaperPolicy } from '../workpaper-page.js'
import { SampleService } from './sample.service.js'

/** Workpapers on paper and for other tools. */
@Controller('samples')
export class WorkpaperController {
  constructor(private readonly samples: SampleService) {}

  /** `workpaper.json` is what was signed, to the byte. */
  @Permit('evidence:export', 'audit:read')
  @Audited({ action: 'workpaper.downloaded', target: 'sample' })
  @Get(':id/:file')
  async download(
    @Param('id') id: string,
    @Param('file') file: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const text = await this.render(id, file)
    void reply.headers({
      'content-type': file.endsWith('.txt') ? 'text/plain; charset=utf-8' : mediaTypeOf(file),
      'content-disposition': `${file.endsWith('.html') ? 'inline' : 'attachment'}; filename="${file}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': `${workpaperPolicy}; frame-ancestors 'self'; sandbox allow-modals`,
    })
    return text
  }

  private async render(id: string, file: string): Promise<string> {
    const sample = await this.samples.get(id)
    const rows = await this.samples.rows(id)
    if (file === 'workpaper.json') return workpaperJson(sample, rows)
    if (file === 'workpaper.csv') return workpaperCsv(rows)
    if (file === 'workpaper.html') return workpaperPage(sample, rows)
    if (file === 'workpaper.note.txt' && sample.note) return sample.note
    throw new DisclosureError('EXPORT_UNKNOWN', 'expected workpaper.json, .csv or .html')
  }
}
