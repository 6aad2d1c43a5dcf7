import { ensureReady } from './bootstrap.mjs'
import { failLoudly } from './steps/fail.mjs'

await ensureReady().catch(failLoudly)
