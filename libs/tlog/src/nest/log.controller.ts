import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Controller, Get, Inject, Req, Res, UseGuards } from '@nestjs/common'
import { Anyone } from '@assize/identity/nest'
import { Config, type LogSettings } from '@assize/platform'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { TlogError } from '../index.js'
import { acceptsGzip } from './accepts-gzip.js'
import { LogFiles } from './log-files.js'
import { LogReadGuard } from './log-read.guard.js'
import { LogReader } from './log-reader.js'

const gzipped = promisify<Uint8Array, Buffer>(gzip)

const text = 'text/plain; charset=utf-8'
const fewSeconds = 'max-age=2'
const forEver = 'max-age=31536000, immutable'

/** The log for whoever verifies it, by whatever means of their own. Source: C2SP tlog-tiles. */
@Anyone()
@UseGuards(LogReadGuard)
@Controller('log')
export class LogController {
  constructor(
    @Inject(LogReader) private readonly reader: LogReader,
    @Inject(LogFiles) private readonly files: LogFiles,
    @Inject(Config) private readonly config: { readonly log: Pick<LogSettings, 'read'> },
  ) {}

  /** What not everybody may read, no cache between us and the reader may keep. */
  private kept(howLong: string): string {
    return `${this.config.log.read === 'public' ? 'public' : 'private'}, ${howLong}`
  }

  @Get('checkpoint')
  async checkpoint(@Res() reply: FastifyReply): Promise<void> {
    const checkpoint = await this.reader.latestCheckpoint()
    if (!checkpoint) throw notThere('the log has no signed checkpoint yet')
    await reply.header('cache-control', this.kept(fewSeconds)).type(text).send(checkpoint.note)
  }

  /** Those in use, one a line: whoever pipes this into a verifier believes all of it. */
  @Get('vkey')
  async vkey(@Res() reply: FastifyReply): Promise<void> {
    const keys = (await this.reader.keys()).filter(({ retiredAt }) => retiredAt === null)
    if (keys.length === 0) throw notThere('the log has no key yet')
    await reply
      .header('cache-control', this.kept(fewSeconds))
      .type(text)
      .send(keys.map(({ vkey }) => `${vkey}\n`).join(''))
  }

  /** All there were, each with its time: what was signed before a key was retired stays signed by it. */
  @Get('keys')
  async keys(@Res() reply: FastifyReply): Promise<void> {
    const keys = await this.reader.keys()
    await reply
      .header('cache-control', this.kept(fewSeconds))
      .type('application/json; charset=utf-8')
      .send(
        JSON.stringify(
          keys.map(({ retiredIn, ...key }) => ({
            ...key,
            retiredIn: retiredIn === null ? null : Number(retiredIn),
          })),
        ),
      )
  }

  @Get('tile/*')
  async tile(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { '*': rest = '' } = request.params as Readonly<Record<string, string>>
    const bytes = await this.files.tile(`tile/${rest}`)
    if (!bytes) throw notThere('no published checkpoint implies such a tile')
    reply.header('cache-control', this.kept(forEver)).type('application/octet-stream')
    if (!rest.startsWith('entries/')) return void (await reply.send(Buffer.from(bytes)))
    // Hashes do not get smaller; entries, being text, do.
    reply.header('vary', 'accept-encoding')
    await (acceptsGzip(request.headers['accept-encoding'])
      ? reply.header('content-encoding', 'gzip').send(await gzipped(bytes))
      : reply.send(Buffer.from(bytes)))
  }
}

const notThere = (message: string): TlogError => new TlogError('LOG_FILE_UNKNOWN', message)
