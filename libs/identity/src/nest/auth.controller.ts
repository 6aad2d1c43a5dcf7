import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  IdentityError,
  permissionsOf,
  requireCsrf,
  requireSameOrigin,
  sessionTerm,
} from '../index.js'
import { Authenticator } from './authenticator.js'
import { setSessionCookie } from './cookie.js'
import { IdentityService } from './identity.service.js'
import { LoginService } from './login.service.js'
import { Anyone } from './permit.decorator.js'
import { echoedCsrf } from './permit.guard.js'

/** Sessions of people in browsers. */
@Anyone()
@Controller('auth')
export class AuthController {
  constructor(
    private readonly logins: LoginService,
    private readonly authenticator: Authenticator,
    private readonly identity: IdentityService,
  ) {}

  @Post('login')
  @HttpCode(204)
  async login(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    requireSameOrigin(request.headers.origin, request.headers.host)
    const from = { address: request.ip, requestId: request.id }
    const { token, session } = await this.logins.login({ ...parseLogin(body), ...from })
    const options = { secure: isSecure(request), maxAgeMs: sessionTerm.mostMs }
    reply.header('set-cookie', setSessionCookie(token, options))
    reply.header('x-csrf-token', session.csrfToken)
    reply.header('cache-control', 'no-store')
  }

  @Get('session')
  async session(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    reply.header('cache-control', 'no-store')
    const caller = await this.authenticator.identify({ cookie: request.headers.cookie })
    if (!caller?.session) throw new IdentityError('UNAUTHENTICATED', 'expected a session, saw none')
    const person = await this.identity.findPerson(caller.principal.id)
    const { id, name, roles } = caller.principal
    const permissions = permissionsOf(caller.principal)
    reply.header('x-csrf-token', caller.session.csrfToken)
    return {
      csrfToken: caller.session.csrfToken,
      person: { id, name, email: person?.email ?? null, roles, permissions },
    }
  }

  @Post('logout')
  @HttpCode(204)
  async logout(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const caller = await this.authenticator.identify({ cookie: request.headers.cookie })
    if (caller?.session) {
      requireCsrf(caller.session, echoedCsrf(request.headers))
      await this.logins.logout(caller.session, caller.principal, request.id)
    }
    const options = { secure: isSecure(request), maxAgeMs: 0 }
    reply.header('set-cookie', setSessionCookie(null, options))
  }
}

/** A browser says by its origin that it speaks HTTPS, also when a proxy ends TLS. */
const isSecure = ({ protocol, headers }: FastifyRequest): boolean =>
  protocol === 'https' || (headers.origin?.startsWith('https:') ?? false)

function parseLogin(body: unknown): { email: string; password: string } {
  const { email, password } = (body ?? {}) as Record<string, unknown>
  const isText = typeof email === 'string' && typeof password === 'string'
  if (!isText || password.length > 1024 || /\p{C}/u.test(email))
    throw new IdentityError('CREDENTIALS_REFUSED', 'expected a JSON body with email and password')
  return { email: email.slice(0, 254), password }
}
