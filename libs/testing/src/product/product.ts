import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** What `.data/credentials.json` holds, as far as tests read it. */
export type Credentials = {
  readonly url: string
  readonly databaseUrl: string
  readonly users: Readonly<Record<string, { readonly email: string; readonly password: string }>>
  readonly apiKeys: Readonly<Record<string, string>>
}

export type Product = {
  readonly url: string
  readonly credentials: Credentials
  readonly dataDir: string
  /** Everything it printed so far. */
  output(): string
  stop(): Promise<void>
}

const launcher = fileURLToPath(new URL('../../../../apps/cli/bin/assize.js', import.meta.url))
const readyWithinMs = 180_000

/** `assize start` on a free port with a data folder of its own, both gone after `stop`. */
export async function startProduct(env: Readonly<Record<string, string>> = {}): Promise<Product> {
  const data = await mkdtemp(join(tmpdir(), 'assize-product-'))
  // The database runs as another user when we are root, and has to get in.
  await chmod(data, 0o755)
  const port = await freePort()
  const child = spawn(process.execPath, [launcher, 'start'], {
    env: {
      ...process.env,
      ASSIZE_DATA_DIR: data,
      ASSIZE_SEED: 'demo',
      PORT: String(port),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const take = (chunk: string) => (printed += chunk)
  child.stdout.setEncoding('utf8').on('data', take)
  child.stderr.setEncoding('utf8').on('data', take)
  const stop = async () => {
    await end(child)
    await rm(data, { recursive: true, force: true })
  }
  try {
    const url = `http://127.0.0.1:${port}`
    await untilReady(url, child)
    const credentials = JSON.parse(
      await readFile(join(data, 'credentials.json'), 'utf8'),
    ) as Credentials
    return { url, credentials, dataDir: data, output: () => printed, stop }
  } catch (cause) {
    await stop()
    throw new Error(`the product did not start; it printed:\n${printed}`, { cause })
  }
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let waitedMs = 0; waitedMs < readyWithinMs; waitedMs += 200) {
    if (child.exitCode !== null) throw new Error(`it ended with exit code ${child.exitCode}`)
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(200)
  }
  throw new Error(`${url}/readyz did not answer within ${readyWithinMs / 1000} s`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGINT')
  const patience = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended
  clearTimeout(patience)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
