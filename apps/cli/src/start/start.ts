import { announcement } from './announcement.js'
import { LastWill } from './last-will.js'
import { Leaving } from './leaving.js'
import type { Programs } from './programs.js'
import { Progress } from './progress.js'
import { readStartSettings } from './start-settings.js'
import { supervise } from './supervise.js'

/** Runs an installation until it is asked to leave; everything it started is stopped before it returns. */
export async function start(json: boolean, programs: Programs): Promise<void> {
  const settings = readStartSettings(process.env)
  outliveTheTerminal()
  const progress = new Progress()
  const will = new LastWill()
  const leaving = Leaving.onSignals()
  try {
    const running = await Promise.race([
      supervise(settings, programs, progress, will, leaving),
      leaving.begun,
    ])
    if (running) {
      console.log(json ? JSON.stringify({ url: running.url }) : announcement(settings, running))
      await leaving.begun
    }
    progress.line('  stopping')
  } finally {
    await will.execute((line) => progress.line(`  ! ${line}`))
  }
}

/** Writing to a terminal that was closed must not keep us from stopping what we started. */
function outliveTheTerminal(): void {
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)
}
