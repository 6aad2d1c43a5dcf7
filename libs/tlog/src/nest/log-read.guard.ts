import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common'
import { grantOf, IdentityError } from '@assize/identity'
import { Authenticator } from '@assize/identity/nest'
import { Config, type LogSettings } from '@assize/platform'
import type { FastifyRequest } from 'fastify'

/**
 * The log's own files hold no personal data and are for anybody, where the setting says so. Otherwise for whoever is
 * logged in or presents a key, whatever their role: verifying is nobody's privilege.
 */
@Injectable()
export class LogReadGuard implements CanActivate {
  constructor(
    @Inject(Config) private readonly config: { readonly log: Pick<LogSettings, 'read'> },
    @Inject(Authenticator) private readonly authenticator: Authenticator,
  ) {}

  async canActivate(host: ExecutionContext): Promise<boolean> {
    if (this.config.log.read === 'public') return true
    const caller = await this.authenticator.identify(
      host.switchToHttp().getRequest<FastifyRequest>().headers,
    )
    if (!caller)
      throw new IdentityError(
        'UNAUTHENTICATED',
        'expected a caller who is logged in or presents a key',
      )
    if (grantOf(caller.principal, 'log:read') !== 'none') return true
    throw new IdentityError('FORBIDDEN', 'expected the permission log:read', {
      permissions: ['log:read'],
    })
  }
}
