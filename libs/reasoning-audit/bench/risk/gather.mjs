/**
 * Reads recorded traces with known labels in place and writes their features to `rows.csv`: numbers only, sorted, so
 * that no row leads back to its trace.   node libs/reasoning-audit/bench/risk/gather.mjs
 */
import { writeFileSync } from 'node:fs'
import { riskFeatureNames } from '../../dist/risk-features.js'
import { labelled } from './parts/labelled.mjs'
import { rowsFile } from './parts/rows.mjs'

const verdicts = labelled().filter(({ column }) => column === 'seen')
const families = [...new Set(verdicts.map(({ family }) => family))].sort()
const lines = verdicts
  .map(({ family, wrong, row }) => [families.indexOf(family) + 1, wrong ? 1 : 0, ...row].join(','))
  .sort()
writeFileSync(
  rowsFile,
  [['family', 'wrong', ...riskFeatureNames].join(','), ...lines, ''].join('\n'),
)
console.log(`${lines.length} rows of ${families.length} policies`)
