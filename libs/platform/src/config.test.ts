import { afterAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Config } from './config.js'

const folder = mkdtempSync(join(tmpdir(), 'assize-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

function kept(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const secretsFile = kept('secrets.json', JSON.stringify({ contentHmacKey: 'k'.repeat(32) }))
const least = {
  DATABASE_URL: 'postgresql://assize:word@127.0.0.1:5432/assize',
  ASSIZE_SECRETS_FILE: secretsFile,
}

describe('settings', () => {
  test('that say the least give a server on loopback that explains nothing of itself', () => {
    expect(Config.read(least)).toMatchObject({
      ...{ mode: 'external', host: '127.0.0.1', port: 3000, introspection: false },
      ...{ logLevel: 'info', trustedProxies: [], contentHmacKey: 'k'.repeat(32) },
    })
  })

  test('open introspection in development, and wherever it is asked for by name', () => {
    const introspection = (more: object) => Config.read({ ...least, ...more }).introspection
    expect(introspection({ NODE_ENV: 'development' })).toBe(true)
    expect(introspection({ NODE_ENV: 'development', ASSIZE_INTROSPECTION: 'off' })).toBe(false)
    expect(introspection({ ASSIZE_INTROSPECTION: 'on' })).toBe(true)
  })

  test('list proxies with commas between them', () => {
    const proxies = ' 10.0.0.1 ,, 192.168.0.0/16'
    const { trustedProxies } = Config.read({ ...least, ASSIZE_TRUSTED_PROXIES: proxies })
    expect(trustedProxies).toEqual(['10.0.0.1', '192.168.0.0/16'])
  })
})

describe('a setting that cannot be', () => {
  const secret = 'hunter2'
  const short = kept('short.json', JSON.stringify({ contentHmacKey: secret }))
  const broken = kept('broken.json', `{"contentHmacKey": "${secret}`)

  test.each([
    ['DATABASE_URL', { DATABASE_URL: `mysql://assize:${secret}@db/assize` }],
    ['DATABASE_URL', { DATABASE_URL: undefined }],
    ['PORT', { PORT: `${secret}` }],
    ['PORT', { PORT: '65536' }],
    ['ASSIZE_MODE', { ASSIZE_MODE: secret }],
    ['ASSIZE_INTROSPECTION', { ASSIZE_INTROSPECTION: secret }],
    ['contentHmacKey', { ASSIZE_SECRETS_FILE: short }],
    ['ASSIZE_SECRETS_FILE', { ASSIZE_SECRETS_FILE: broken }],
    ['ASSIZE_SECRETS_FILE', { ASSIZE_SECRETS_FILE: join(folder, 'nowhere.json') }],
  ])('%s is named in one line, and its value is not repeated', (name, more) => {
    let refusal: unknown
    try {
      Config.read({ ...least, ...more })
    } catch (error) {
      refusal = error
    }
    expect(refusal).toMatchObject({
      ...{ code: 'SETTING_INVALID', message: expect.stringContaining(name) },
    })
    expect((refusal as Error).message).not.toMatch(new RegExp(`${secret}|\n`))
  })
})
