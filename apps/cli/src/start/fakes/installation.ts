import { farewell } from '../../cli-error.js'
import { shippedPrograms } from '../programs.js'
import { start } from '../start.js'
import { fileURLToPath } from 'node:url'

/** `assize start` with the real supervisor, database and simulator, and stand-ins for the rest. */
try {
  await start(process.argv.includes('--json'), {
    ...shippedPrograms,
    api: fileURLToPath(new URL('./api.js', import.meta.url)),
    worker: fileURLToPath(new URL('./worker.js', import.meta.url)),
    seed: fileURLToPath(new URL('./seed.js', import.meta.url)),
  })
} catch (error) {
  const { exitCode, message } = farewell(error)
  console.error(`assize: ${message}`)
  process.exitCode = exitCode
}
