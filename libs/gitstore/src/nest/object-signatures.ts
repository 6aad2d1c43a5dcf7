import { Inject, Injectable } from '@nestjs/common'
import { SigningKeys } from './signing-keys.service.js'
import { splitSignedCommit, splitSignedTag, type GitObject, type Oid } from '../index.js'
import { PostgresGitStore } from './postgres-git-store.js'
import { gitNamespace, ServerKeys } from './server-keys.js'
import { checkSsh } from './ssh/ssh-signature.js'

/** Who signed a commit or tag, as far as we can tell. */
export type ObjectSignature =
  | { readonly by: 'server'; readonly fingerprint: string }
  | {
      readonly by: 'person'
      readonly fingerprint: string
      readonly personId: string
      /** When they took the key back, if they did: what it signed may be older, or not theirs. */
      readonly keyRemovedAt: Date | null
    }
  /** Sound, by a key nobody here has named; without a fingerprint where we cannot check its kind. */
  | { readonly by: 'unknown-key'; readonly fingerprint: string | null }
  | { readonly by: 'bad' }
  | { readonly by: 'unsigned' }

/** Checks signatures of commits and tags against the server's keys and those people have added. */
@Injectable()
export class ObjectSignatures {
  constructor(
    @Inject(PostgresGitStore) private readonly store: PostgresGitStore,
    @Inject(ServerKeys) private readonly server: ServerKeys,
    @Inject(SigningKeys) private readonly people: SigningKeys,
  ) {}

  /** By oid; objects that are not there, or are neither commit nor tag, are left out. */
  async of(repo: string, oids: readonly Oid[]): Promise<ReadonlyMap<Oid, ObjectSignature>> {
    const objects = await this.store.reading.getObjects(repo, oids)
    const read = [...objects].map(([oid, object]) => [oid, readSignature(object)] as const)
    const prints = read.flatMap(([, signature]) =>
      typeof signature === 'string' ? [] : [signature.fingerprint],
    )
    const ours = new Set(this.server.publicKeys().map(({ fingerprint }) => fingerprint))
    const theirs = await this.people.findByFingerprints([...new Set(prints)])
    const signerOf = (signature: Read): ObjectSignature => {
      if (signature === 'foreign') return { by: 'unknown-key', fingerprint: null }
      if (typeof signature === 'string') return { by: signature }
      const { fingerprint } = signature
      if (ours.has(fingerprint)) return { by: 'server', fingerprint }
      const key = theirs.get(fingerprint)
      if (!key) return { by: 'unknown-key', fingerprint }
      return { by: 'person', fingerprint, personId: key.personId, keyRemovedAt: key.removedAt }
    }
    return new Map(read.map(([oid, signature]) => [oid, signerOf(signature)]))
  }
}

type Read = 'unsigned' | 'bad' | 'foreign' | { readonly fingerprint: string }

function readSignature({ type, content }: GitObject): Read {
  const split = type === 'tag' ? splitSignedTag(content) : splitSignedCommit(content)
  if (!split) return 'unsigned'
  const found = checkSsh(split.signature, gitNamespace, split.signed)
  return found.kind === 'made' ? { fingerprint: found.by.fingerprint } : found.kind
}
