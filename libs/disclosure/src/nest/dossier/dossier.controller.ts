import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pagePolicy } from '../../dossier/render-dossier.js'
import { DossierService } from './dossier.service.js'

/** One page about one verdict: for the screen, for paper, for a file. */
@Controller('dossiers')
export class DossierController {
  constructor(@Inject(DossierService) private readonly dossiers: DossierService) {}

  /** The page may stand in a frame of this origin, and runs nothing wherever it stands. */
  @Permit('verdict:read')
  @Audited<{ readonly file: string }>({
    action: 'dossier.made',
    target: 'verdict',
    of: ({ file }) => idOf(file),
  })
  @Get(':file')
  async dossier(
    @Param('file') file: string,
    @Query('download') download: string | undefined,
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const id = idOf(file)
    const page = await this.dossiers.make(id, principal, request.id)
    const disposition = download === undefined ? 'inline' : 'attachment'
    reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': `${disposition}; filename="dossier-${id}.html"`,
      'cache-control': 'private, no-store',
      'content-security-policy': `${pagePolicy}; frame-ancestors 'self'; sandbox allow-same-origin allow-modals`,
      'x-frame-options': 'SAMEORIGIN',
    })
    return page
  }
}

const idOf = (file: string): string => file.replace(/\.html$/, '')
