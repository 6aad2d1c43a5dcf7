import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { publicKeyOf } from '@assize/kernel'
import { ed25519Blob, parsePublicKeyLine, publicKeyLine, readPublicKey } from './ssh-public-key.js'
import { checkSsh, signSsh } from './ssh-signature.js'

const seed = new Uint8Array(32).fill(9)
const ours = readPublicKey(ed25519Blob(publicKeyOf(seed)))
const message = Buffer.from('hello')

test('a known signature is as others make it', () => {
  const armour = `-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgIKdAfRvvWTArORtkf/M+Urab9C
2if/EJZD0QSj5WGLsAAAADZ2l0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5
AAAAQDIxsX6Af11+rkOCsRSoTSW4qK5MOsojl9+Lh8ef0GudIl3dx6Ds6V3NZ+nCgOxPHs
qJKfaBoQSp8+CVzsixxgM=
-----END SSH SIGNATURE-----
`
  const found = checkSsh(armour, 'git', message)
  expect(found).toMatchObject({
    kind: 'made',
    by: { fingerprint: 'SHA256:0eVWn9OFyvwjU0S8Wv8vVBVgUVYMF8O5TYqWKEJps64' },
  })
})

test('what we sign we know again, and nothing else', () => {
  const armour = signSsh(seed, 'git', message)
  expect(checkSsh(armour, 'git', message)).toMatchObject({
    kind: 'made',
    by: { fingerprint: ours?.fingerprint },
  })
  expect(checkSsh(armour, 'file', message).kind).toBe('bad')
  expect(checkSsh(armour, 'git', Buffer.from('hell')).kind).toBe('bad')
  const damaged = armour.replace(/\n(.)/, (_, letter) => `\n${letter === 'A' ? 'B' : 'A'}`)
  expect(checkSsh(damaged, 'git', message).kind).toBe('bad')
  expect(checkSsh(armour.slice(0, 100), 'git', message).kind).toBe('bad')
  expect(checkSsh('-----BEGIN PGP SIGNATURE-----\n', 'git', message).kind).toBe('foreign')
})

test('lines that are no keys, or too weak, are none', () => {
  const line = ours ? publicKeyLine(ours) : ''
  expect(parsePublicKeyLine(`${line} zoe@example.com`)?.fingerprint).toBe(ours?.fingerprint)
  for (const bad of [
    '',
    'ssh-ed25519',
    line.slice(0, -8),
    line.replace('ed25519', 'rsa'),
    `${line}\n${line}`,
  ])
    expect(parsePublicKeyLine(bad)).toBeNull()
})

const hasSshKeygen = ((): boolean => {
  try {
    execFileSync('sh', ['-c', 'command -v ssh-keygen'])
    return true
  } catch {
    process.stderr.write(
      'no ssh-keygen on this machine: its reading of our signatures is NOT checked\n',
    )
    return false
  }
})()

;(hasSshKeygen ? describe : describe.skip)('ssh-keygen', () => {
  const home = mkdtempSync(join(tmpdir(), 'assize-ssh-'))
  const run = (args: readonly string[], input?: Buffer) =>
    execFileSync('ssh-keygen', args, {
      cwd: home,
      ...(input ? { input } : {}),
      encoding: 'utf8',
      stdio: 'pipe',
    })
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  test('takes our signature', () => {
    writeFileSync(join(home, 'allowed'), `us namespaces="git" ${ours ? publicKeyLine(ours) : ''}\n`)
    writeFileSync(join(home, 'sig'), signSsh(seed, 'git', message))
    const said = run(
      ['-Y', 'verify', '-f', 'allowed', '-I', 'us', '-n', 'git', '-s', 'sig'],
      message,
    )
    expect(said).toMatch(`Good "git" signature for us with ED25519 key ${ours?.fingerprint}`)
  })

  test.each([
    ['ed25519', []],
    ['rsa', ['-b', '2048']],
    ['ecdsa', ['-b', '256']],
    ['ecdsa', ['-b', '384']],
    ['ecdsa', ['-b', '521']],
  ])('makes signatures that we take: %s %j', (type, bits) => {
    const name = `${type}${bits.join('')}`
    run(['-q', '-t', type, ...bits, '-N', '', '-f', name])
    const line = readFileSync(join(home, `${name}.pub`), 'utf8')
    const key = parsePublicKeyLine(line)
    expect(run(['-l', '-f', `${name}.pub`])).toMatch(key?.fingerprint ?? 'no key')
    for (let round = 0; round < 4; round++) {
      writeFileSync(join(home, 'message'), `hello ${round}`)
      run(['-q', '-Y', 'sign', '-f', name, '-n', 'git', 'message'])
      const armour = readFileSync(join(home, 'message.sig'), 'utf8')
      rmSync(join(home, 'message.sig'))
      expect(checkSsh(armour, 'git', Buffer.from(`hello ${round}`))).toMatchObject({
        kind: 'made',
        by: { fingerprint: key?.fingerprint },
      })
      expect(checkSsh(armour, 'git', message).kind).toBe('bad')
    }
  })

  test('an RSA key of 1024 bits counts for nothing', () => {
    run(['-q', '-t', 'rsa', '-b', '1024', '-N', '', '-f', 'weak'])
    expect(parsePublicKeyLine(readFileSync(join(home, 'weak.pub'), 'utf8'))).toBeNull()
  })
})
