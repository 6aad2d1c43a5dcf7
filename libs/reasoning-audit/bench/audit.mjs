/**
 * What the detectors are worth, measured on recorded and audited traces read in place. @bench audit
 *
 *   npm run bench -- audit                             prints all tables
 *   npm run bench -- audit --write                     also puts them into this room's README
 *   npm run bench -- audit --type fabricated-quote --ids     trace ids missed and wrongly raised
 *   npm run bench -- audit --type external-policy --raised   all trace ids with that finding
 *   npm run bench -- audit --cost                      microseconds a trace by detector
 *
 * Two columns everywhere: policies that detectors are written with, and three families held out, of
 * which only sums are printed.
 */
import { parseArgs } from 'node:util'
import { auditAll, costOf } from './parts/audited.mjs'
import { bundleFolder, hasGold } from './parts/bundle.mjs'
import { goldTables, readGold, showIds, showRaised } from './parts/gold.mjs'
import { queueTables } from './parts/queue.mjs'
import { readmeSections, writeReadme } from './parts/readme.mjs'
import { someTraces } from './parts/traces.mjs'

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean' },
    type: { type: 'string' },
    ids: { type: 'boolean' },
    raised: { type: 'boolean' },
    cost: { type: 'boolean' },
  },
})

const bundle = someTraces()
const { audits, aSecond } = auditAll(bundle)
const audited = bundle.traces.map((trace, i) => ({ trace, audit: audits[i] }))
const auditOf = (traceId) => audits[places.get(traceId)]
const places = new Map(bundle.traces.map(({ traceId }, i) => [traceId, i]))
const policyVersionOf = (traceId) => bundle.traces[places.get(traceId)].policyVersion

if (options.cost) {
  const lines = [...costOf(bundle)].map(
    ([type, micros]) => `  ${type.padEnd(28)}${micros.toFixed(0)}`,
  )
  console.log(['microseconds a trace, by detector', ...lines].join('\n'))
}
console.log(
  `\n${Math.round(aSecond)} traces a second and core, ${audits.length} traces, ${bundle.from}`,
)
if (!hasGold) {
  console.log(`skipped: no audited traces in ${bundleFolder}`)
} else {
  const gold = readGold({ auditOf, policyVersionOf })
  if (options.type && options.ids) showIds(gold, options.type)
  else if (options.type && options.raised) showRaised(audited, options.type)
  else {
    const tables = [...goldTables(gold, audited), ...queueTables(audited)]
    for (const { title, text } of tables) console.log(`\n${title}\n\n${text}`)
    if (options.write) writeReadme(readmeSections({ tables, gold, aSecond, traces: audits.length }))
  }
}
