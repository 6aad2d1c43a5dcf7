import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import { isDomainError } from '@assize/kernel'
import { errorFields } from '@assize/platform'
import type { FastifyReply, FastifyRequest } from 'fastify'

const statuses: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  KEY_REFUSED: 401,
  FORBIDDEN: 403,
  REPOSITORY_UNKNOWN: 404,
  REQUEST_TOO_LARGE: 413,
  TRAIL_UNAVAILABLE: 503,
}

/** Answers a git client in words it shows to whoever sits before it. Without the header it would never send its key. */
@Catch()
export class GitErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('git')

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp()
    const request = http.getRequest<FastifyRequest>()
    const reply = http.getResponse<FastifyReply>()
    if (reply.sent) return
    const status = isDomainError(error) ? (statuses[error.code] ?? 400) : 500
    if (status === 401)
      reply.header('www-authenticate', 'Basic realm="assize, an API key for the password"')
    // The rest of its body is not read.
    if (status === 413) reply.header('connection', 'close')
    if (status === 500) this.logger.error('unexpected failure', errorFields(error))
    const words = isDomainError(error)
      ? error.message
      : `an unexpected failure, logged as request ${request.id}`
    await reply.code(status).type('text/plain; charset=utf-8').send(`${words}\n`)
  }
}
