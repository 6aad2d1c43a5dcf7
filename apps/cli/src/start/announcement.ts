import { relative } from 'node:path'
import { credentialsFile } from './credentials.js'
import type { StartSettings } from './start-settings.js'
import type { Running } from './supervise.js'

/** What a person needs to know once it runs. */
export function announcement(settings: StartSettings, running: Running): string {
  const lines = ['', `  Assize is ready at ${running.url}`]
  if (settings.mode === 'embedded') {
    lines.push(`  People, passwords and keys are in ${shown(credentialsFile(settings.dataDir))}`)
  } else {
    lines.push('  The first administrator is made by: npx assize admin create')
  }
  if (running.isNew && settings.traces) {
    lines.push(`  Real traces to audit: npx assize import --traces ${shown(settings.traces)}`)
  }
  return [...lines, '  Ctrl-C stops it.', ''].join('\n')
}

/** As short as it can be written from where the person stands. */
function shown(path: string): string {
  const near = relative(process.cwd(), path)
  return near.length < path.length ? near : path
}
