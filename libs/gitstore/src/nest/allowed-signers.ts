import { Inject, Injectable } from '@nestjs/common'
import { gitNamespace, ServerKeys } from './server-keys.js'
import { SigningKeys, type SigningKey } from './signing-keys.service.js'

/** A file of allowed signers, for git's own clients. Source: ssh-keygen(1), ALLOWED SIGNERS. */
@Injectable()
export class AllowedSigners {
  constructor(
    @Inject(ServerKeys) private readonly server: ServerKeys,
    @Inject(SigningKeys) private readonly people: SigningKeys,
  ) {}

  ofServer(): string {
    return this.server.allowedSigners()
  }

  /** With the keys people added; one that was taken back is theirs for what bears an earlier date. */
  async ofEverybody(): Promise<string> {
    return this.ofServer() + (await this.people.listAll()).map(lineOf).join('')
  }
}

/** The address says who by id, as in the commits that the product makes for them. */
function lineOf({ personId, publicKey, removedAt }: SigningKey): string {
  const options = [`namespaces="${gitNamespace}"`]
  if (removedAt) options.push(`valid-before="${stampOf(removedAt)}"`)
  return `${personId}@assize.invalid ${options.join(',')} ${publicKey}\n`
}

/** `20261122083000Z` */
const stampOf = (at: Date): string => `${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`
