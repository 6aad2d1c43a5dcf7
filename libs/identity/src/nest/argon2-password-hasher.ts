import { Injectable } from '@nestjs/common'
import { hash, verify } from '@node-rs/argon2'
import { PasswordHasher } from '../index.js'

/** Argon2id as OWASP's password storage sheet recommends it: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

@Injectable()
export class Argon2PasswordHasher extends PasswordHasher {
  /** Compared with when nobody has the address, so that the answer takes as long. */
  private readonly decoy = this.hash('nobody has this password')

  hash(password: string): Promise<string> {
    return hash(password, cost)
  }

  async verify(kept: string | null, password: string): Promise<boolean> {
    const matches = await verify(kept ?? (await this.decoy), password)
    return kept !== null && matches
  }
}
