/**
 * Known faults put into sound traces, and changes that only look like faults: which are found under the right
 * type, which are raised wrongly. On recorded traces read in place where they are. @bench audit, mutations
 *
 *   npm run bench -- mutations                              prints the tables
 *   npm run bench -- mutations --write                      also puts them into this room's README
 *   npm run bench -- mutations --operator "inverted quote"  trace ids where it went wrong, seen policies and known
 *                                                           phrases only
 */
import { parseArgs } from 'node:util'
import { columnOf, familyOf, hasGold } from './parts/bundle.mjs'
import { mutationTables, writeMutations } from './parts/mutated.mjs'
import { soundCases } from './parts/sound-cases.mjs'
import { measureMutations } from '../dist/mutations/measure-mutations.js'
import { freshPhrases } from '../dist/mutations/phrases-fresh.js'
import { knownPhrases } from '../dist/mutations/phrases.js'
import { heldOutPhrases } from '../dist/mutations/phrases-held-out.js'

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean' },
    operator: { type: 'string' },
    type: { type: 'string' },
    ids: { type: 'boolean' },
    raised: { type: 'boolean' },
    cost: { type: 'boolean' },
    cases: { type: 'string', default: '40' },
    seed: { type: 'string', default: 'assize' },
  },
})

if (!hasGold) {
  console.log(
    'skipped: no recorded traces at hand; the tests measure the same on traces of our own',
  )
} else if (!options.type) {
  const cases = soundCases(Number(options.cases), options.seed)
  const of = (column) => cases.filter(({ trace }) => columnOf(trace.policyVersion) === column)
  if (options.operator) {
    const { mutations, negatives } = measureMutations(of('seen'), {
      phrases: knownPhrases,
      seed: options.seed,
    })
    for (const each of [...mutations, ...negatives].filter(({ name }) => name === options.operator))
      console.log(
        `  ${each.found} of ${each.applied} raised; wrong: ${each.failed.join(' ')}\n  ${each.raised.join(' ')}`,
      )
  } else {
    const measures = [
      [
        'seen',
        'known',
        measureMutations(of('seen'), { phrases: knownPhrases, seed: options.seed }),
      ],
      [
        'seen',
        'held out',
        measureMutations(of('seen'), { phrases: heldOutPhrases, seed: options.seed }),
      ],
      [
        'held out',
        'held out',
        measureMutations(of('held out'), { phrases: heldOutPhrases, seed: options.seed }),
      ],
      [
        'held out',
        'fresh',
        measureMutations(of('held out'), { phrases: freshPhrases, seed: options.seed }),
      ],
    ]
    const families = new Set(cases.map(({ trace }) => familyOf(trace.policyVersion)))
    console.log(`  ${cases.length} sound cases of ${families.size} policy families`)
    const tables = mutationTables(measures)
    for (const { title, text } of tables) console.log(`\n${title}\n\n${text}`)
    if (options.write) writeMutations(tables)
  }
}
