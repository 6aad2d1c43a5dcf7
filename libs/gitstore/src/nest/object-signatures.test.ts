import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Principal } from '@assize/identity'
import { IdSource, publicKeyOf, SystemClock, SystemRandomness, toBase64 } from '@assize/kernel'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { ObjectSigner } from '../index.js'
import { AllowedSigners } from './allowed-signers.js'
import { ObjectSignatures } from './object-signatures.js'
import { PostgresGitStore } from './postgres-git-store.js'
import { ServerKeys } from './server-keys.js'
import { SigningKeys } from './signing-keys.service.js'
import { ed25519Blob, publicKeyLine, readPublicKey } from './ssh/ssh-public-key.js'
import { signSsh } from './ssh/ssh-signature.js'

const repo = 'signed'
const clock = new SystemClock()
const randomness = new SystemRandomness()
const ids = new IdSource(clock, randomness)
const author = { name: 'A', email: 'a@example.com', at: new Date(1_700_000_000_000) }
const serverSeed = randomness.bytes(32)
const annSeed = randomness.bytes(32)
const strangerSeed = randomness.bytes(32)

/** Somebody's own key, as their git signs with it. */
class OwnKey extends ObjectSigner {
  constructor(private readonly seed: Uint8Array) {
    super()
  }
  sign(bytes: Uint8Array): string {
    return signSsh(this.seed, 'git', bytes)
  }
}

let fresh: FreshDatabase
let database: Database
let home: string
let server: ServerKeys
let keys: SigningKeys
let signatures: ObjectSignatures
let ann: Principal
let bea: Principal

const storeOf = (signer?: ObjectSigner) =>
  new PostgresGitStore(database, ids, clock, signer ? { signer } : {})
const lineOf = (seed: Uint8Array): string => {
  const key = readPublicKey(ed25519Blob(publicKeyOf(seed)))
  if (!key) throw new Error('expected a key')
  return publicKeyLine(key)
}
const commitBy = (signer: ObjectSigner | undefined, content: string) =>
  storeOf(signer).commitFiles({
    ...{ repo, branch: 'main', author, message: content },
    changes: [{ path: 'a', bytes: Buffer.from(content) }],
  })
const person = async (name: string): Promise<Principal> => {
  const id = ids.next()
  await database.query(
    `INSERT INTO person (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, 'x', now())`,
    [id, `${name}@example.org`, name],
  )
  return { kind: 'person', id, name, roles: [], scopes: null }
}

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url, maxConnections: 4 })
  home = mkdtempSync(join(tmpdir(), 'assize-signed-'))
  const secretsFile = join(home, 'secrets.json')
  writeFileSync(secretsFile, JSON.stringify({ gitKeys: [{ seed: toBase64(serverSeed) }] }))
  server = new ServerKeys({ secretsFile })
  keys = new SigningKeys(database, ids, clock)
  signatures = new ObjectSignatures(storeOf(), server, keys)
  await storeOf().initRepository(repo)
  ann = await person('ann')
  bea = await person('bea')
})
afterAll(async () => {
  await database.close()
  await fresh.close()
  rmSync(home, { recursive: true })
})

test('a key is one person’s for ever, and is taken back by that person only', async () => {
  const key = await keys.add(ann, ' laptop ', `${lineOf(annSeed)} ann@laptop`)
  expect(key).toMatchObject({ name: 'laptop', personId: ann.id, removedAt: null })
  expect(await keys.listOf(ann.id)).toEqual([key])
  const refused = { code: 'KEY_REFUSED' }
  await expect(keys.add(bea, 'mine', lineOf(annSeed))).rejects.toMatchObject(refused)
  await expect(keys.add(bea, '', lineOf(strangerSeed))).rejects.toMatchObject(refused)
  await expect(keys.add(bea, 'mine', 'ssh-ed25519 AAAA')).rejects.toMatchObject(refused)
  const service: Principal = { ...bea, kind: 'service' }
  await expect(keys.add(service, 'mine', lineOf(strangerSeed))).rejects.toMatchObject(refused)
  await expect(keys.remove(bea, key.id)).rejects.toMatchObject({ code: 'KEY_UNKNOWN' })
})

test('it is told who signed: the product, a person, a stranger, nobody', async () => {
  const [mine, hers, foreign, none] = [
    await commitBy(server, '1'),
    await commitBy(new OwnKey(annSeed), '2'),
    await commitBy(new OwnKey(strangerSeed), '3'),
    await commitBy(undefined, '4'),
  ]
  const of = async (oid: string) => (await signatures.of(repo, [oid])).get(oid)
  expect(await of(mine)).toMatchObject({ by: 'server' })
  expect(await of(hers)).toMatchObject({ by: 'person', personId: ann.id, keyRemovedAt: null })
  expect(await of(foreign)).toMatchObject({ by: 'unknown-key' })
  expect(await of(none)).toEqual({ by: 'unsigned' })
  const [key] = await keys.listOf(ann.id)
  const removed = await keys.remove(ann, key?.id ?? '')
  expect(await keys.remove(ann, removed.id)).toEqual(removed)
  expect(await of(hers)).toMatchObject({ personId: ann.id, keyRemovedAt: removed.removedAt })
  await expect(keys.add(ann, 'again', lineOf(annSeed))).rejects.toMatchObject({
    code: 'KEY_REFUSED',
  })
})

test('git’s own client accepts a tag of the product by the keys it shows, and no other', async () => {
  const commit = await commitBy(server, '5')
  const store = storeOf(server)
  const tag = await database.transaction(async (tx) => {
    const mover = { movedBy: 'A', reason: 'release' } as const
    const { work } = await store.within(tx, repo, mover)
    return work.tag({ name: 'spam/v1', commit, tagger: author, message: 'Version 1 of spam' })
  })
  const object = (await store.reading.getObjects(repo, [tag])).get(tag)
  const git = (args: readonly string[], input?: Uint8Array): string =>
    execFileSync('git', ['-C', home, ...args], {
      ...{ encoding: 'utf8', stdio: 'pipe', ...(input ? { input } : {}) },
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    })
  git(['init', '--quiet'])
  const raw = ['hash-object', '-t', 'tag', '-w', '--literally', '--stdin']
  expect(git(raw, object?.content).trim()).toBe(tag)
  const verify = (allowed: string, object = tag, kind = 'tag') => {
    writeFileSync(join(home, 'allowed'), allowed)
    git(['-c', `gpg.ssh.allowedSignersFile=${join(home, 'allowed')}`, `verify-${kind}`, object])
  }
  expect(() => verify(server.allowedSigners())).not.toThrow()
  expect(() => verify(`x namespaces="git" ${lineOf(strangerSeed)}\n`)).toThrow()

  // Ann's key was taken back: it is hers for what she dated before, and for nothing after.
  const signers = await new AllowedSigners(server, keys).ofEverybody()
  expect(signers).toContain(`${ann.id}@assize.invalid namespaces="git",valid-before="`)
  const hers = async (at: Date) => {
    const signed = {
      author: { ...author, at },
      changes: [{ path: 'a', bytes: randomness.bytes(8) }],
    }
    const made = await storeOf(new OwnKey(annSeed)).commitFiles({
      ...{ repo, branch: 'main', message: 'signed', ...signed },
    })
    const { content } = (await store.reading.getObjects(repo, [made])).get(made) ?? {}
    git(['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'], content)
    return () => verify(signers, made, 'commit')
  }
  expect(await hers(author.at)).not.toThrow()
  expect(await hers(new Date(Date.now() + 86_400_000))).toThrow()
})
