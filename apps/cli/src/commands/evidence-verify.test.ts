import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { ZipPackage } from '../evidence/zip-package.js'
import { CliError } from '../cli-error.js'
import { evidenceVerifyCommand } from './evidence-verify.js'

/** A package that was made once, of our own words; it is to be accepted by every later version. */
const golden = (name: string): string =>
  fileURLToPath(
    new URL(`../../../../libs/disclosure/src/evidence/__golden__/${name}`, import.meta.url),
  )
const zip = golden('package.zip')
const otherKey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'

let folder: string
let said: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evidence-verify-'))
  said = ''
  jest.spyOn(console, 'log').mockImplementation((text: string) => void (said += `${text}\n`))
})
afterEach(() => {
  jest.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const verify = (...args: string[]) =>
  evidenceVerifyCommand().exitOverride().parseAsync(args, { from: 'user' })
const refusal = async (...args: string[]) =>
  verify(...args).then(
    () => 'holds',
    (error: unknown) => (error instanceof CliError ? error.code : 'another error'),
  )

async function unpack(): Promise<string> {
  const source = await ZipPackage.open(zip)
  for (const path of await source.paths()) {
    const target = join(folder, 'package', path)
    execFileSync('mkdir', ['-p', join(target, '..')])
    const pieces: Uint8Array[] = []
    for await (const piece of source.read(path)) pieces.push(piece)
    writeFileSync(target, Buffer.concat(pieces))
  }
  await source.close()
  return join(folder, 'package')
}

describe('a package', () => {
  test('holds as a zip, by a key in a file', async () => {
    await verify(zip, '--key', golden('package.vkey'))
    expect(said).toContain('✓ package: ')
    expect(said).toContain('This proves that these records were in the log')
  })

  test('holds as a folder, by a key itself, and says so as JSON', async () => {
    const key = readFileSync(golden('package.vkey'), 'utf8').trim()
    await verify(await unpack(), '--key', key, '--json')
    expect(JSON.parse(said)).toMatchObject({ holds: true, proved: true, verdicts: 1 })
  })

  test('is not proved without a key, and that is said plainly', async () => {
    expect(await refusal(zip)).toBe('NOT_DONE')
    expect(said).toContain('NOTHING IS PROVED')
    expect(said).toContain('✓ records: ')
  })

  test('under another key is refused, and the place named', async () => {
    expect(await refusal(zip, '--key', otherKey, '--json')).toBe('NOT_DONE')
    expect(JSON.parse(said)).toMatchObject({ holds: false, code: 'CHECKPOINT_BROKEN' })
  })

  test('of which a file was changed is refused, and the file named', async () => {
    const unpacked = await unpack()
    writeFileSync(join(unpacked, 'data/VERIFY.md'), 'trust us')
    expect(await refusal(unpacked, '--key', golden('package.vkey'))).toBe('NOT_DONE')
    expect(said).toContain('✗ data/VERIFY.md: ')
  })

  test('whose bytes were damaged or cut off is refused', async () => {
    const bytes = readFileSync(zip)
    const damaged = join(folder, 'damaged.zip')
    bytes.fill(0xff, 2_000, 2_400)
    writeFileSync(damaged, bytes)
    expect(await refusal(damaged, '--key', golden('package.vkey'))).toBe('NOT_DONE')
    writeFileSync(damaged, bytes.subarray(0, 9_000))
    expect(await refusal(damaged, '--key', golden('package.vkey'))).toBe('NOT_DONE')
    expect(said).toContain('expected a zip, saw one that is cut off')
  })

  test('that is not there, and a key that is none, are wrong use', async () => {
    expect(await refusal(join(folder, 'nothing.zip'))).toBe('WRONG_USE')
    expect(await refusal(zip, '--key', 'not a key')).toBe('WRONG_USE')
    expect(await refusal(zip, '--witnesses', 'two')).toBe('WRONG_USE')
  })
})
