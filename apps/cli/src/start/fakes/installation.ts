import { farewell } from '../../cli-error.js'
import { shippedPrograms } from '../programs.js'
import { start } from '../start.js'
import { fileURLToPath } from 'node:url'

const fake = (name: string): string => fileURLToPath(new URL(`./${name}.js`, import.meta.url))

/** `assize start` with the real supervisor, database and simulator, and stand-ins for the rest. */
try {
  await start(process.argv.includes('--json'), {
    ...shippedPrograms,
    api: fake('api'),
    worker: fake('worker'),
    seed: fake('seed'),
  })
} catch (error) {
  const { exitCode, message } = farewell(error)
  console.error(`assize: ${message}`)
  process.exitCode = exitCode
}
