import { expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('./main.js', import.meta.url))

test('one line says that it is ready and simulated, and SIGTERM ends it', async () => {
  const child = spawn(process.execPath, [main, '--port', '0', '--name', 'demo'])
  let printed = ''
  child.stdout.on('data', (data: Buffer) => (printed += data.toString()))
  await once(child.stdout, 'data')
  expect(printed).toMatch(
    /^vllm-sim demo \(simulated\) listens on http:\/\/127\.0\.0\.1:\d+\/v1\n$/,
  )
  child.kill('SIGTERM')
  const [code] = (await once(child, 'exit')) as [number]
  expect(code).toBe(0)
})

test('a bad setting is one line and exit code 2', async () => {
  const child = spawn(process.execPath, [main, '--port', 'x'])
  let printed = ''
  child.stderr.on('data', (data: Buffer) => (printed += data.toString()))
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(2)
  expect(printed).toMatch(/^vllm-sim: --port: expected .*\n$/)
})
