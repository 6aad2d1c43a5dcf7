import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource, isStorableText, isUuid } from '@assize/kernel'
import type { Principal } from '@assize/identity'
import { Database, insertNew } from '@assize/platform'
import { GitError } from '../index.js'
import { parsePublicKeyLine, publicKeyLine } from './ssh/ssh-public-key.js'

/** A public key somebody signs their commits with. */
export interface SigningKey {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly publicKey: string
  readonly fingerprint: string
  readonly addedAt: Date
  readonly removedAt: Date | null
}

const columns = `id, person_id AS "personId", name, public_key AS "publicKey", fingerprint,
  added_at AS "addedAt", removed_at AS "removedAt"`

/** Whose key is whose. A key belongs to one person for ever: what was removed stays known, and is not added again. */
@Injectable()
export class SigningKeys {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  listOf(personId: string): Promise<SigningKey[]> {
    return this.database.query(
      `SELECT ${columns} FROM signing_key WHERE person_id = $1 ORDER BY id DESC`,
      [personId],
    )
  }

  /** Everybody's, taken back or not, oldest first. */
  listAll(): Promise<SigningKey[]> {
    return this.database.query(`SELECT ${columns} FROM signing_key ORDER BY id`)
  }

  /** Throws `KEY_REFUSED` for a line that is no key we can check, or a key that is somebody's. */
  async add(principal: Principal, name: string, line: string): Promise<SigningKey> {
    if (principal.kind !== 'person')
      throw new GitError('KEY_REFUSED', 'expected a person: service accounts sign nothing')
    const words = name.trim()
    if (words === '' || words.length > 100 || !isStorableText(words) || /\p{Cc}/u.test(words))
      throw new GitError('KEY_REFUSED', 'expected a name of 1 to 100 characters')
    const key = line.length < 8192 ? parsePublicKeyLine(line.trim()) : null
    if (!key)
      throw new GitError(
        'KEY_REFUSED',
        'expected a line as in ~/.ssh/id_ed25519.pub: ssh-ed25519, ecdsa-sha2-…, ssh-rsa of 2048 bits or more, or a key in a token',
      )
    const row = {
      id: this.ids.next(),
      person_id: principal.id,
      name: words,
      public_key: publicKeyLine(key),
      fingerprint: key.fingerprint,
      added_at: this.clock.now(),
    }
    const added = await insertNew(this.database, 'signing_key', [row], 'id')
    const [made] = added.size > 0 ? await this.read('id = $1', row.id) : []
    if (made) return made
    throw new GitError('KEY_REFUSED', 'expected a key that nobody has added', {
      fingerprint: key.fingerprint,
    })
  }

  /** Answers the key as it is when it was removed before. Throws `KEY_UNKNOWN` for other people's, too. */
  async remove(principal: Principal, id: string): Promise<SigningKey> {
    if (isUuid(id))
      await this.database.query(
        `UPDATE signing_key SET removed_at = $3
         WHERE id = $1 AND person_id = $2 AND removed_at IS NULL`,
        [id, principal.id, this.clock.now()],
      )
    const [key] = isUuid(id) ? await this.read('id = $1', id) : []
    if (key?.personId === principal.id) return key
    throw new GitError('KEY_UNKNOWN', 'expected a signing key of your own')
  }

  async findByFingerprints(
    fingerprints: readonly string[],
  ): Promise<ReadonlyMap<string, SigningKey>> {
    const keys = await this.read('fingerprint = ANY($1)', fingerprints)
    return new Map(keys.map((key) => [key.fingerprint, key]))
  }

  private read(condition: string, value: unknown): Promise<SigningKey[]> {
    return this.database.query(`SELECT ${columns} FROM signing_key WHERE ${condition}`, [value])
  }
}
