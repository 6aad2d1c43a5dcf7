/**
 * Every test: Jest over all rooms and apps, then the browser stories over the running product.
 * `npm test -- libs/kernel` runs one room, `npm test -- apps/admin/stories` the stories,
 * `npm test -- apps/admin/stories/proof` one of them, and `npm test -- libs/kernel -t leaf` passes
 * Jest's own options through, or Playwright's where stories alone are named.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  ensureCompiled,
  ensureGenerated,
  ensureInstalled,
  ensureReady,
  root,
} from './bootstrap.mjs'
import { runJest } from './steps/jest-suite.mjs'
import { testsNamed } from './steps/named-tests.mjs'
import { runStories } from './steps/stories-suite.mjs'
import { closeWith } from './steps/tally.mjs'

const args = process.argv.slice(2)
const firstOption = args.findIndex((arg) => arg.startsWith('-'))
const paths = firstOption < 0 ? args : args.slice(0, firstOption)
const options = firstOption < 0 ? [] : args.slice(firstOption)
const isStory = (path) => path.includes('/stories')
const stories = paths.filter(isStory)
const suites = paths.filter((path) => !isStory(path))

/** The project a path lies in, or nothing when it is a mere pattern. */
const projectOf = (path) => /^(?:libs|apps)\/[^/]+(?:\/test(?=\/|$))?/.exec(path)?.[0]

async function prepare() {
  const projects = suites.map(projectOf)
  const known = (project) => project && existsSync(join(root, project, 'tsconfig.json'))
  if (paths.length === 0 || stories.length > 0 || !projects.every(known)) return ensureReady()
  await ensureInstalled()
  await ensureGenerated()
  await ensureCompiled({ only: [...new Set(projects)] })
}

async function* run() {
  const named = stories.flatMap((path) => testsNamed(path))
  for (const path of suites) testsNamed(path)
  await prepare()
  if (paths.length === 0 || suites.length > 0) yield await runJest(suites, options)
  if ((paths.length === 0 && options.length === 0) || named.length > 0)
    yield await runStories(named, suites.length === 0 ? options : [])
}

let passed = 0
let failed = 0
try {
  for await (const counts of run()) {
    passed += counts.passed
    failed += counts.failed
  }
} catch (error) {
  process.stderr.write(`${error.output ? `${error.output}\n` : ''}assize: ${error.message}\n`)
  failed += 1
}
closeWith(passed, failed)
