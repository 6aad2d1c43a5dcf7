import {
  Controller,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
  type OnModuleInit,
} from '@nestjs/common'
import { HttpAdapterHost } from '@nestjs/core'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import { ImportError } from '../import-error.js'
import { ImportUploads } from './import-uploads.js'

const bytesType = 'application/octet-stream'
const path = 'imports/uploads'

/**
 * A bundle from a browser: `POST /imports/uploads` opens a place, `PUT /imports/uploads/<id>?file=traces.jsonl` sends
 * one file as it is, `importTraces(uploadId)` imports them.
 */
@Permit('import:run')
@Controller(path)
export class ImportUploadController implements OnModuleInit {
  constructor(
    @Inject(ImportUploads) private readonly uploads: ImportUploads,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  /** Files are read as they come, not into memory; anywhere else such a body stays refused. */
  onModuleInit(): void {
    const http = this.host.httpAdapter?.getInstance<FastifyInstance>()
    http?.addContentTypeParser(bytesType, (request, payload, done) => {
      if (request.url.startsWith(`/${path}/`)) done(null, payload)
      else done(Object.assign(new Error('unexpected bytes'), { statusCode: 415, code: mediaType }))
    })
  }

  @Audited<object, { uploadId: string }>({
    ...{ action: 'upload.begun', target: 'upload', made: ({ uploadId }) => uploadId },
  })
  @Post()
  async begin(@CurrentPrincipal() principal: Principal): Promise<{ uploadId: string }> {
    return { uploadId: await this.uploads.begin(principal.id) }
  }

  @Audited({ action: 'upload.received', target: 'upload' })
  @Put(':id')
  @HttpCode(200)
  async put(
    @Param('id') id: string,
    @Query('file') file: unknown,
    @Req() request: FastifyRequest,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ sizeBytes: number }> {
    const { body, headers } = request
    if (typeof file !== 'string' || !isStream(body))
      throw new ImportError('UPLOAD_REFUSED', `expected ?file= and a body of ${bytesType}`)
    const saidBytes = Number(headers['content-length'] ?? 0)
    return { sizeBytes: await this.uploads.put(id, principal.id, file, body, saidBytes) }
  }
}

/** What Fastify itself says of a body it cannot read. */
const mediaType = 'FST_ERR_CTP_INVALID_MEDIA_TYPE'

const isStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body
