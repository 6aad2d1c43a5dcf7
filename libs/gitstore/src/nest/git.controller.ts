import type { Readable } from 'node:stream'
import {
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
  UseFilters,
} from '@nestjs/common'

import { Anyone } from '@assize/identity/nest'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { GitError, pushLimits } from '../index.js'
import { AllowedSigners } from './allowed-signers.js'
import { GitCallers } from './git-callers.js'
import { GitErrorFilter } from './git-error.filter.js'
import { GitFetches } from './git-fetches.service.js'
import { GitPushes } from './git-pushes.service.js'
import { GitTrail } from './git-trail.js'
import { readBody } from './read-body.js'

const mostQuestionBytes = 4 * 1024 * 1024

/**
 * Repositories for git's own clients, over smart HTTP. They present an API key as the password of any name, and are told
 * what is refused in plain words. Source: gitprotocol-http.
 */
@Anyone()
@UseFilters(GitErrorFilter)
@Controller('git')
export class GitController {
  constructor(
    @Inject(GitCallers) private readonly callers: GitCallers,
    @Inject(GitFetches) private readonly fetches: GitFetches,
    @Inject(GitPushes) private readonly pushes: GitPushes,
    @Inject(GitTrail) private readonly trail: GitTrail,
    @Inject(AllowedSigners) private readonly signers: AllowedSigners,
  ) {}

  /** For `gpg.ssh.allowedSignersFile`: the keys of the product for anybody, people's too for who may read policies. */
  @Get('allowed_signers')
  async allowedSigners(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const lines = (await this.callers.mayReadPolicies(request))
      ? await this.signers.ofEverybody()
      : this.signers.ofServer()
    await reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(lines)
  }

  @Get(':repository.git/info/refs')
  async advertise(
    @Param('repository') repo: string,
    @Query('service') service: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (service === 'git-upload-pack') {
      await this.callers.mayFetch(request, repo)
      const bytes = await this.fetches.advertise(repo, protocolOf(request))
      return send(reply, `${service}-advertisement`, bytes)
    }
    if (service !== 'git-receive-pack')
      throw new GitError('REQUEST_REFUSED', 'expected a client that speaks smart HTTP')
    await this.callers.mayPush(request, repo)
    return send(reply, `${service}-advertisement`, await this.pushes.advertise(repo))
  }

  @HttpCode(200)
  @Post(':repository.git/git-upload-pack')
  async fetch(
    @Param('repository') repo: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const principal = await this.callers.mayFetch(request, repo)
    const body = await bodyOf(request, mostQuestionBytes)
    const bytes = await this.fetches.answer(repo, protocolOf(request), body)
    await this.trail.fetched(principal, request.id, repo, bytes)
    return send(reply, 'git-upload-pack-result', bytes)
  }

  @HttpCode(200)
  @Post(':repository.git/git-receive-pack')
  async push(
    @Param('repository') repo: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const principal = await this.callers.mayPush(request, repo)
    const body = await bodyOf(request, pushLimits.requestBytes)
    const outcome = await this.pushes.receive(repo, principal, body)
    if (outcome.refs > 0) await this.trail.pushed(principal, request.id, repo, outcome.refused)
    return send(reply, 'git-receive-pack-result', outcome.report)
  }
}

function protocolOf({ headers }: FastifyRequest): string | undefined {
  const asked = headers['git-protocol']
  return typeof asked === 'string' && /^[\w=:.-]{1,100}$/.test(asked) ? asked : undefined
}

const bodyOf = (request: FastifyRequest, mostBytes: number): Promise<Buffer> =>
  readBody(request.body as Readable, request.headers['content-encoding'], mostBytes)

async function send(reply: FastifyReply, kind: string, bytes: Uint8Array): Promise<void> {
  await reply
    .header('cache-control', 'no-cache, max-age=0, must-revalidate')
    .type(`application/x-${kind}`)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
