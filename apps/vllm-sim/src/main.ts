import { readSettings, SettingError, usage } from './read-settings.js'
import { startSimulator } from './start-simulator.js'

async function main(): Promise<number | null> {
  const options = readSettings(process.argv.slice(2), process.env)
  if (!options) {
    console.log(usage)
    return 0
  }
  const running = await startSimulator(options)
  const stop = (): void => void running.close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  // Whoever reads the line may end us at once.
  const replay = options.traces === null ? '' : `, replaying ${running.recordings} recordings`
  console.log(`vllm-sim ${options.name} (simulated) listens on ${running.url}/v1${replay}`)
  return null
}

try {
  const code = await main()
  if (code !== null) process.exitCode = code
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  console.error(`vllm-sim: ${message}`)
  process.exitCode = error instanceof SettingError ? 2 : 1
}
