import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './places.mjs'

// Outside node_modules, because `npm ci` deletes that folder while the lock is held.
const key = createHash('sha256').update(root).digest('hex').slice(0, 12)
const lock = join(tmpdir(), `assize-build-${process.getuid?.() ?? 0}-${key}.lock`)

function holder() {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (!pid) return undefined
    process.kill(pid, 0)
    return pid
  } catch (error) {
    return error.code === 'EPERM' ? -1 : undefined
  }
}

function take() {
  try {
    const file = openSync(lock, 'wx', 0o600)
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Runs `work` while no other process builds this checkout; a dead holder's lock is taken over. */
export async function exclusively(work, onWait = () => {}) {
  let waited = false
  let emptySince
  while (!take()) {
    const pid = holder()
    if (pid === undefined) {
      // The file may exist for an instant before its pid is written.
      emptySince ??= Date.now()
      if (Date.now() - emptySince > 500) rmSync(lock, { force: true })
    } else {
      emptySince = undefined
      if (!waited) onWait(pid)
      waited = true
    }
    await sleep(100)
  }
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.removeListener('exit', release)
    release()
  }
}
