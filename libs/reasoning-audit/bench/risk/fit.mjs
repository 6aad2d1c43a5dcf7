/**
 * Fits the shipped weights to `rows.csv`, prints how they fare on policies they have not seen, and writes them to
 * `src/risk-weights.ts`; with recorded traces at hand also the families held out, of which only sums are printed.
 *
 *   node libs/reasoning-audit/bench/risk/fit.mjs [--dry]
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleFolder } from '../parts/bundle.mjs'
import { rankPolicies } from '../../dist/gold-evaluation-queue.js'
import { crossValidate, measureRisk } from '../../dist/risk-evaluation.js'
import { riskFeaturesVersion } from '../../dist/risk-features.js'
import { fitWeights } from '../../dist/risk-fit.js'
import { assumedHistoryWeight } from '../../dist/risk-history.js'
import { riskOf } from '../../dist/risk.js'
import { labelled } from './parts/labelled.mjs'
import { readRows, rowsFile } from './parts/rows.mjs'

const examples = readRows()
const { calibration, metrics, verdicts } = crossValidate(examples)
const digest = createHash('sha256').update(readFileSync(rowsFile)).digest('hex')
const short = (value) => Number(value.toPrecision(6))
const { means, deviations, weights } = fitWeights(examples)
const model = {
  version: `shipped-${digest.slice(0, 8)}`,
  featuresVersion: riskFeaturesVersion,
  means: means.map(short),
  deviations: deviations.map(short),
  weights: weights.map(short),
  calibration: { slope: short(calibration.slope), intercept: short(calibration.intercept) },
  historyWeight: assumedHistoryWeight,
}

const percent = (share) => (share === null ? '–' : `${(100 * share).toFixed(1)} %`)
function print(title, { verdicts: count, wrong, auroc, brier, calibrationError, captured }) {
  const top = captured.map(({ part, share }) => `top ${part * 100} %: ${percent(share)}`).join(', ')
  console.log(
    `${title}: ${count} verdicts, ${wrong} wrong; AUROC ${auroc?.toFixed(3)}, Brier ${brier.toFixed(3)}, calibration error ${calibrationError.toFixed(3)}; wrong ones in the ${top}`,
  )
}

print('policies left out one by one', metrics)
for (const { policy, verdicts: count, wrong, auroc } of rankPolicies(verdicts))
  console.log(`  policy ${policy}: ${count} verdicts, ${wrong} wrong, ${auroc?.toFixed(3) ?? '–'}`)

if (!process.argv.includes('--dry')) {
  const file = fileURLToPath(new URL('../../src/risk-weights.ts', import.meta.url))
  const list = (values) => `[\n    ${values.join(',\n    ')},\n  ]`
  writeFileSync(
    file,
    `import type { RiskMetrics } from './risk-evaluation.js'
import type { RiskModel } from './risk-model.js'

/** Written by \`bench/risk/fit.mjs\` from \`bench/risk/rows.csv\`; not edited by hand. */
export const shippedRiskModel: RiskModel = {
  version: '${model.version}',
  featuresVersion: ${model.featuresVersion},
  means: ${list(model.means)},
  deviations: ${list(model.deviations)},
  weights: ${list(model.weights)},
  calibration: { slope: ${model.calibration.slope}, intercept: ${model.calibration.intercept} },
  historyWeight: ${model.historyWeight},
}

/** On policies left out one by one. */
export const shippedRiskMetrics: RiskMetrics = ${JSON.stringify(metrics, (_, value) => (typeof value === 'number' ? short(value) : value), 2)}
`,
  )
  console.log(`written: ${file}; compile to use it`)
}

if (existsSync(join(bundleFolder, 'traces.jsonl'))) {
  const heldOut = labelled().filter(({ column }) => column === 'held out')
  const ranked = (grounds) =>
    heldOut.map((each) => ({
      policy: each.family,
      wrong: each.wrong,
      risk: riskOf({ row: each.row, outcome: each.outcome, findings: grounds(each) }, model),
    }))
  print('families held out, features alone', measureRisk(ranked(() => [])))
  print('families held out, with findings', measureRisk(ranked((each) => each.findings())))
}
