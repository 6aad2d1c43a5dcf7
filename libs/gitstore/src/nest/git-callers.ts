import { Inject, Injectable } from '@nestjs/common'
import { grantOf, IdentityError, type Permission, type Principal } from '@assize/identity'
import { Authenticator } from '@assize/identity/nest'
import { GitTrail, type GitAct } from './git-trail.js'

/** Of a request: what it carries, and its id for the trail. */
export interface GitRequest {
  readonly id: string
  readonly headers: { readonly authorization?: string | undefined }
}

/** Who is behind a git client. A browser's cookie counts for nothing here. */
@Injectable()
export class GitCallers {
  constructor(
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(GitTrail) private readonly trail: GitTrail,
  ) {}

  mayFetch = (request: GitRequest, repo: string): Promise<Principal> =>
    this.admit(request, repo, 'policy:read', 'repository.fetched')

  mayPush = (request: GitRequest, repo: string): Promise<Principal> =>
    this.admit(request, repo, 'policy:draft', 'repository.pushed')

  /** Nobody where no key is shown. */
  mayReadPolicies = async ({ headers }: GitRequest): Promise<boolean> =>
    headers.authorization !== undefined &&
    grantOf(await this.identify(headers.authorization), 'policy:read') !== 'none'

  private async admit(
    request: GitRequest,
    repo: string,
    permission: Permission,
    act: GitAct,
  ): Promise<Principal> {
    const principal = await this.identify(request.headers.authorization)
    if (grantOf(principal, permission) !== 'none') return principal
    await this.trail.refused(principal, request.id, repo, act, 'FORBIDDEN')
    throw new IdentityError('FORBIDDEN', `expected a key with the permission ${permission}`, {
      permissions: [permission],
    })
  }

  private async identify(authorization: string | undefined): Promise<Principal> {
    const [, scheme = '', credentials = ''] = /^(\w+) +(\S+)$/.exec(authorization ?? '') ?? []
    switch (scheme.toLowerCase()) {
      case 'basic':
        return this.authenticator.byKey(passwordIn(credentials))
      case 'bearer':
        return this.authenticator.byKey(credentials)
      default:
        throw new IdentityError('UNAUTHENTICATED', 'expected an API key as the password')
    }
  }
}

/** Whatever the user name is. */
const passwordIn = (credentials: string): string =>
  Buffer.from(credentials, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '')
