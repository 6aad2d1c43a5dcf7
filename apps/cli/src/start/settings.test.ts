import { expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startCommand } from '../commands/start.js'
import { root } from '../places.js'
import { settings } from './settings.js'

const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** Rows of the README's table of settings: names and what holds otherwise, without their marks. */
const rows = readme
  .slice(readme.indexOf('\n## Settings'))
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.slice(1, -1).split('|'))
  .map((cells) => ({ names: plain(cells[0]).split(', '), otherwise: plain(cells.at(-1)) }))

function plain(cell = ''): string {
  return cell.replaceAll('`', '').trim()
}

/** What is read from the environment, but sets nothing of an installation that runs. */
const elsewhere: Readonly<Record<string, string>> = {
  ASSIZE_API: 'by the development server of the admin',
  ASSIZE_API_KEY: 'by verbs, to find the installation',
  ASSIZE_URL: 'by verbs, to find the installation',
  ASSIZE_BACKUP_PASSPHRASE: 'by backup and restore',
  ASSIZE_MODE: 'told by start to the processes it starts',
}

const list = join(root, 'apps/cli/src/start/settings.ts')
const unshipped = /^(dist|node_modules|fixtures|fakes|generated|testing|bench)$/

/** What ships of the sources below `folder`, as text, but for the list itself. */
function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return unshipped.test(entry.name) ? [] : sourcesBelow(path)
    return path !== list && /(?<!\.(test|builder|contract))\.tsx?$/.test(entry.name)
      ? [readFileSync(path, 'utf8')]
      : []
  })
}

test('every setting that is read anywhere is named by start --help, or says where else it belongs', () => {
  const read = new Set(
    [...sourcesBelow(join(root, 'apps')), ...sourcesBelow(join(root, 'libs'))].flatMap(
      (source) => source.match(/\bASSIZE_[A-Z_]+\b/g) ?? [],
    ),
  )
  const known = new Set([...settings.map(({ name }) => name), ...Object.keys(elsewhere)])
  expect([...read].filter((name) => !known.has(name))).toEqual([])
  expect([...known].filter((name) => name.startsWith('ASSIZE_') && !read.has(name))).toEqual([])
})

test('the README names the same settings, with the same defaults', () => {
  const named = rows.flatMap(({ names }) => names)
  expect(named).toEqual(settings.map(({ name }) => name))
  const single = rows.filter(({ names }) => names.length === 1)
  expect(single.map(({ names, otherwise }) => [names[0], otherwise])).toEqual(
    settings
      .filter(({ name }) => single.some(({ names }) => names[0] === name))
      .map(({ name, otherwise }) => [name, otherwise]),
  )
})

test('start --help tells each with its default, in lines a terminal holds', () => {
  let help = ''
  const command = startCommand().configureOutput({ writeOut: (text) => (help += text) })
  command.outputHelp()
  const unwrapped = help.replaceAll(/\s+/g, ' ')
  for (const { name, means, otherwise } of settings)
    expect(unwrapped).toContain(`${name} ${means} (${otherwise})`)
  expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
})
