import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import type { PolicyVersion } from '@assize/policy'
import type { PolicyService } from '@assize/policy/nest'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import fc from 'fast-check'
import { recordCompared } from '../fixtures/compared-verdicts.js'
import {
  aReportedVerdict,
  plainReport,
  reported,
  reportedCommits,
} from '../fixtures/plain-report.js'
import { findingCuts } from '../reports/finding-report.js'
import { DriftWatch } from './drift-watch.js'
import { ReportClauses } from './report-clauses.js'
import { ReportDrift } from './report-drift.js'
import { ReportFigures } from './report-figures.js'
import { ReportHarness } from './report-harness.js'
import { lifeOf, RuleLives } from './rule-lives.js'

const clock = new SystemClock()
const commit = 'c'.repeat(40)
const dayMs = 86_400_000
const yesterday = new Date(Date.now() - dayMs)
const live = { since: new Date(Date.now() - 20 * dayMs), includeSimulated: false }
const scope = { ...live, includeImported: false }
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

describe('reports', () => {
  let fresh: FreshDatabase
  let database: Database
  let figures: ReportFigures

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    figures = new ReportFigures(database, clock)
    const hard = { type: 'unknown-rule', severity: 'hard', code: 'GA-7' } as const
    const soft = { type: 'altered-quote', severity: 'soft' } as const
    const put = (over: Partial<Parameters<typeof recordCompared>[1]>) =>
      recordCompared(database, { text: 't', outcome: 'allowed', decidedAt: yesterday, ...over })
    await put({ outcome: 'violates', rules: ['GA-1'], found: [hard, soft] })
    await put({ outcome: 'violates', rules: ['GA-1', 'GA-2'], effort: null })
    await put({ found: [soft], commit: 'd'.repeat(40) })
    await put({ simulated: true, found: [hard] })
    const run = new IdSource(clock, new SystemRandomness()).next()
    await insertRows(database, 'import_run', [
      {
        ...{ id: run, name: 'bundle', path: '/b', open_cases: false, started_by: 'someone' },
        ...{ started_at: yesterday, state: 'done', total: 3, done: 3, line: 3, recorded: 3 },
        ...{ present: 0, versions: 1, problems: [], problem_count: 0, attempts: 1 },
        ...{ seen_at: yesterday, finished_at: yesterday },
      },
    ])
    const unnoted = { source: 'import', outcome: 'allowed' } as const
    const import_ = { ...unnoted, importId: run }
    const valid = { label: 'VALID', expected: 'VALID' }
    const refused = { outcome: 'undetermined', undeterminedReason: 'refused' } as const
    await put({ ...import_, labels: { ...valid, recorded: 'INVALID', logged: 'INVALID' } })
    await put({ ...import_, labels: { ...valid, recorded: 'VALID', logged: 'VALID' } })
    await put({ ...unnoted, labels: { label: null, recorded: 'INVALID' }, ...refused })
    await database.query('SELECT count_finding_day($1::date)', [dayOf(yesterday.getTime())])
    await database.query(`SELECT count_harness(ARRAY(SELECT id FROM record_verdict))`)
  })
  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  test('live verdicts count; simulated and imported ones when asked for', async () => {
    const { total } = await figures.report(scope, {}, 'policy')
    expect(total).toMatchObject({ verdicts: 3, violates: 2, flagged: 1 })
    expect(total.findings).toEqual([
      { type: 'altered-quote', verdicts: 2, hard: 0 },
      { type: 'unknown-rule', verdicts: 1, hard: 1 },
    ])
    const all = { ...scope, includeSimulated: true, includeImported: true }
    expect((await figures.report(all, {}, 'policy')).total).toMatchObject({ verdicts: 7 })
  })

  test('cuts by version, rule and effort; of one version alone where one is named', async () => {
    const byVersion = await figures.report(scope, {}, 'version')
    expect(byVersion.rows.map(({ value, verdicts }) => [value, verdicts])).toEqual([
      [`garden@${commit}`, 2],
      [`garden@${'d'.repeat(40)}`, 1],
    ])
    const byRule = await figures.report(scope, {}, 'rule')
    expect(byRule.rows.map(({ value, verdicts, flagged }) => [value, verdicts, flagged])).toEqual([
      ['GA-1', 2, 1],
      ['GA-2', 1, 0],
    ])
    const byEffort = await figures.report(scope, { policy: 'garden', commit }, 'effort')
    expect(byEffort.rows.map(({ value }) => value).toSorted()).toEqual(['', 'medium'])
    expect(byEffort.days).toHaveLength(1)
  })

  test('a day counted again is the same', async () => {
    const counted = () =>
      database.query(
        `SELECT to_jsonb(d) AS row FROM finding_day d UNION ALL SELECT to_jsonb(t) FROM finding_type_day t ORDER BY 1`,
      )
    const before = await counted()
    await database.query('SELECT count_finding_day($1::date)', [dayOf(yesterday.getTime())])
    expect(await counted()).toEqual(before)
    expect(before.length).toBeGreaterThan(20)
  })

  test('the clause map tells rules that fire from those that nobody uses', async () => {
    const rules = [
      { code: 'GA-1', title: 'One' },
      { code: 'GA-9', title: 'Nine' },
    ]
    const version = { policy: 'garden', commit, rules, text: '' } as unknown as PolicyVersion
    const map = await new ReportClauses(database, figures).map(version, scope)
    expect(map.clauses).toMatchObject([
      { code: 'GA-1', fired: 2, flagged: 1, use: 'fires' },
      { code: 'GA-9', fired: 0, use: 'never' },
    ])
    expect(map).toMatchObject({ verdicts: 2, invented: [{ code: 'GA-7', verdicts: 1 }] })
  })

  test('the life of a rule is told over all versions of its policy, in one reading of many', async () => {
    const lives = new RuleLives(database, clock)
    const live = await lives.of(['garden', 'none'], {
      includeSimulated: false,
      includeImported: false,
    })
    expect([...live.keys()]).toEqual(['garden', 'none'])
    expect(live.get('garden')?.get('GA-1')).toMatchObject({ named: 2, fired: 2, flagged: 1 })
    expect(lifeOf('GA-9', live.get('garden') ?? null)).toEqual({
      ...{ code: 'GA-9', named: 0, fired: 0, flagged: 0, overturned: 0, citedUndefined: 0 },
    })
    expect(live.get('garden')?.get('GA-7')).toMatchObject({ named: 0, citedUndefined: 1 })
  })

  test('imports: what was recorded against what the output reads as', async () => {
    const labels = [
      { label: 'VALID', outcome: 'allowed' },
      { label: 'INVALID', outcome: 'violates' },
    ]
    const versions = new Map([[`garden@${commit}`, { contract: { labels } }]])
    const policies = { byCommits: () => Promise.resolve(versions) } as unknown as PolicyService
    const { total, read, imports } = await new ReportHarness(database, policies, clock).report(
      false,
    )
    expect(read).toBe(3)
    expect(imports).toMatchObject([
      { importName: 'bundle', importedAt: yesterday, verdicts: 2, mismatched: 1, unfounded: 0 },
      { importId: null, importName: null, verdicts: 1, unfounded: 1 },
    ])
    expect(total).toMatchObject({
      ...{ recorded: 3, mismatched: 1, unfounded: 1, expectations: 2, expectationsDiffer: 1 },
      ...{ asLogged: { right: 2, of: 2 }, recordedOnly: { right: 1, of: 2 } },
      ...{ labelsDerived: { right: 1, of: 2 }, derived: { right: 2, of: 2 } },
    })
  })

  test('every report is what its verdicts add up to, whatever it is cut by and limited to', async () => {
    const at = (daysAgo: number) => new Date(yesterday.getTime() - daysAgo * dayMs)
    const verdicts = fc.sample(aReportedVerdict(at), { seed: 7, numRuns: 40 })
    for (const each of verdicts) await recordCompared(database, each)
    const days = new Set(verdicts.map(({ decidedAt }) => dayOf(decidedAt.getTime())))
    for (const day of days) await database.query('SELECT count_finding_day($1::date)', [day])
    const anew = new ReportFigures(database, clock)
    const fullYear = { since: at(400), includeSimulated: true, includeImported: true }
    const scopes = [fullYear, { ...fullYear, includeSimulated: false }]
    scopes.push({ ...fullYear, includeImported: false, since: at(105) })
    for (const within of scopes)
      for (const part of [reported, { ...reported, commit: reportedCommits[1] }])
        for (const by of findingCuts)
          expect(await anew.report(within, part, by)).toEqual(
            plainReport(verdicts, within, part, by),
          )
  })

  test('a version that parts from its past is told of once', async () => {
    const days = Array.from({ length: 15 }, (_, i) => ({
      ...{ day: dayOf(Date.now() - (i + 1) * dayMs), policy: 'drifting', policy_commit: commit },
      ...{ cut: 'all', value: '', source: 'live', simulated: false },
      ...{ verdicts: 200, violates: i === 0 ? 80 : 20, undetermined: 0, flagged: 4 },
    }))
    await insertRows(database, 'finding_day', days)
    const ids = new IdSource(clock, new SystemRandomness())
    const drift = new ReportDrift(database, clock)
    const watch = new DriftWatch(database, new Outbox(ids, clock), drift, clock)
    expect(await watch.watchOnce()).toBe(1)
    expect(await watch.watchOnce()).toBe(0)
    const events = await database.query(
      `SELECT subject, payload ->> 'measure' AS measure FROM outbox WHERE type = 'version.drifted'`,
    )
    expect(events).toEqual([{ subject: `drifting@${commit}`, measure: 'violates' }])
    const [first] = await drift.of(scope, 'drifting')
    expect(first).toMatchObject({ measure: 'violates', drifted: true, share: 0.4 })
  })
})
