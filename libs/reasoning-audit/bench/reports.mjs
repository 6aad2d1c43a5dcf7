/**
 * What a report costs over made verdicts, milliseconds of each as the product asks it, none from what was kept before.
 * @bench reports
 *
 *   npm run bench -- reports                    a million verdicts
 *   npm run bench -- reports --rows 10000000    a million and then that many, and what the tenfold costs
 *   npm run bench -- reports --keep             keeps the databases for the next run, as `record` does
 *
 * Made verdicts have no traces read, findings or decisions behind their lists but what stands in the lists themselves.
 */
import { Database } from '@assize/platform'
import { madeDatabase, openCluster, readOptions } from '../../../.config/made-verdicts/cluster.mjs'
import { ms, shown, timed } from '../../../.config/made-verdicts/timing.mjs'
import { FindingDays } from '../dist/nest/finding-days.js'
import { InjectionRates } from '../dist/nest/injection-rates.js'
import { ReportClauses } from '../dist/nest/report-clauses.js'
import { ReportDrift } from '../dist/nest/report-drift.js'
import { ReportFigures } from '../dist/nest/report-figures.js'
import { ReportHarness } from '../dist/nest/report-harness.js'
import { RiskDecisions } from '../dist/nest/risk-decisions.js'
import { findingCuts } from '../dist/reports/finding-report.js'

const rounds = 20
const million = 1_000_000
const dayMs = 86_400_000
const clock = { now: () => new Date() }

const options = readOptions(million)
const cluster = await openCluster(options)
try {
  const sizes = options.rows > million ? [million, options.rows] : [options.rows]
  const measured = []
  for (const rows of sizes) measured.push(await measure(rows))
  if (measured.length > 1) printRatios(...measured)
} finally {
  await cluster.close()
}

async function measure(rows) {
  const url = await madeDatabase(cluster, rows)
  const database = new Database({ url })
  try {
    console.log(`\n  ${rows} verdicts; milliseconds`)
    const counted = await countDays(database)
    if (counted.length > 0) print('counting a day anew', shown(counted))
    const taken = new Map()
    for (const [name, ask] of Object.entries(await reportsOf(database))) {
      const took = shown(await timed(rounds, ask, 2))
      taken.set(name, took)
      print(name, took)
    }
    return taken
  } finally {
    await database.close()
  }
}

/** Each day once, in a database that was kept the last ones only; what a worker does whenever a day has changed. */
async function countDays(database) {
  await database.query(
    `INSERT INTO finding_day_due
     SELECT n::date FROM (SELECT min(decided_at) AS first, max(decided_at) AS last FROM verdict_listing) l,
       generate_series(CASE WHEN EXISTS (SELECT FROM source_hour) THEN l.last - interval '5 days' ELSE l.first END,
         l.last + interval '1 day', '1 day') AS n ON CONFLICT DO NOTHING`,
  )
  const days = new FindingDays(database)
  const took = []
  for (;;) {
    const begun = performance.now()
    if (!(await days.countOnce())) break
    took.push(performance.now() - begun)
  }
  const [{ counted }] = await database.query('SELECT EXISTS (SELECT FROM harness_count) AS counted')
  if (!counted)
    await database.query(
      `SELECT count_harness(ARRAY(SELECT id FROM record_verdict WHERE source = 'import'))`,
    )
  await database.query('ANALYZE finding_day, finding_type_day, source_hour')
  return took.sort((a, b) => a - b)
}

async function reportsOf(database) {
  const [{ policy, commit }] = await database.query(
    `SELECT policy, policy_commit AS commit FROM finding_day WHERE cut = 'all'
     GROUP BY 1, 2 ORDER BY sum(verdicts) DESC LIMIT 1`,
  )
  const scopeOf = (days) => ({
    ...{
      since: new Date(Date.now() - days * dayMs),
      includeSimulated: true,
      includeImported: true,
    },
  })
  const version = { policy, commit, rules: [], text: '' }
  const nothing = { policy: null, commit: null }
  const policies = { byCommits: () => Promise.resolve(new Map()) }
  const fresh = () => new ReportFigures(database, clock)
  const cut =
    (by, days, part = nothing) =>
    () =>
      fresh().report(scopeOf(days), part, by)
  return {
    ...Object.fromEntries(
      findingCuts.map((by) => [`findings over 365 days by ${by}`, cut(by, 365)]),
    ),
    'findings over 30 days by rule': cut('rule', 30),
    'findings of one version by model': cut('model', 365, { policy, commit }),
    'clause map over 365 days': () =>
      new ReportClauses(database, fresh()).map(version, scopeOf(365)),
    'clause map over 30 days': () => new ReportClauses(database, fresh()).map(version, scopeOf(30)),
    'version against version': async () => {
      const figures = fresh()
      await figures.ofVersion(scopeOf(365), policy, commit)
    },
    'drift over 365 days': () => new ReportDrift(database, clock).of(scopeOf(365), null),
    'harness integrity': () => new ReportHarness(database, policies, clock).report(true),
    'instructions to the judge': () =>
      new InjectionRates(database, clock, { injectionAlert: 0.05 }).list(),
    'risk against decisions': () => new RiskDecisions(database).ranked('live'),
  }
}

function print(name, { p50, p95 }) {
  console.log(`  ${name.padEnd(36)} p50 ${ms(p50)}   p95 ${ms(p95)}`)
}

function printRatios(small, large) {
  console.log('\n  what ten times the verdicts cost, by p50')
  for (const [name, { p50 }] of large)
    console.log(`  ${name.padEnd(36)} ${(p50 / small.get(name).p50).toFixed(2)}`)
}
