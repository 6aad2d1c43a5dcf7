import { afterEach, describe, expect, test } from '@jest/globals'
import { removeEmbeddedPostgres } from '@assize/platform/embedded'
import { chmodSync, chownSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../places.js'
import { childrenOf, newDataDir, RunningInstallation } from './fakes/running-installation.js'

const nobody = 65_534
/** Becoming another account is root's alone; started as anybody else, every other test is this one. */
const asRoot = process.getuid?.() === 0 ? describe : describe.skip
/** Another account runs this very checkout, so it has to be able to enter it. */
const ifOpen = isOpen(root) ? test : test.skip

let dataDir: string
let running: RunningInstallation | undefined

afterEach(async () => {
  await running?.stop('SIGTERM')
  await removeEmbeddedPostgres(dataDir)
  rmSync(dirname(dataDir), { recursive: true, force: true })
}, 60_000)

async function ready(account = {}): Promise<RunningInstallation> {
  running = RunningInstallation.begin({ ASSIZE_DATA_DIR: dataDir }, account)
  await running.says('Ctrl-C stops it.')
  return running
}

asRoot('the same start', () => {
  test('in a directory only root can enter says where its database lives, and finds it again', async () => {
    dataDir = newDataDir()
    chmodSync(dirname(dataDir), 0o700)
    const first = await ready()
    const [line] =
      /! the database of \S+ lives in \/var\/lib\/assize\/[0-9a-f]{16}/.exec(first.said) ?? []
    expect(line).toBeDefined()
    expect((await first.stop()).code).toBe(0)
    const second = await ready()
    expect(second.said).toContain(line)
    expect(second.said).not.toContain('make people')
  }, 90_000)

  ifOpen(
    'by an ordinary user makes everything theirs and runs as them',
    async () => {
      dataDir = newDataDir()
      chownSync(dirname(dataDir), nobody, nobody)
      await ready({ uid: nobody, gid: nobody })
      for (const name of ['', 'credentials.json', 'postgres', 'logs'])
        expect([name, statSync(join(dataDir, name)).uid]).toEqual([name, nobody])
      for (const pid of childrenOf(dataDir))
        expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Uid:\s+65534/m)
    },
    90_000,
  )
})

function isOpen(folder: string): boolean {
  const entered = (statSync(folder).mode & 0o005) === 0o005
  return entered && (folder === dirname(folder) || isOpen(dirname(folder)))
}
