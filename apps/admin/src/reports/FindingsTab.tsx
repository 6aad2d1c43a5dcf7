import { lazy, Suspense } from 'react'
import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { toSlug, toWords } from '../words/words.js'
import { FINDING_REPORT, type Report, type ReportRow } from './documents.js'
import { cuts, rowsBehind, share, termsOf, type Cut } from './report-links.js'
import type { Asked } from './useReport.js'

const FindingBars = lazy(() => import('./FindingBars.js'))

/** Days without verdicts are drawn too. */
const daysFrom = (since: string, days: number): string[] =>
  Array.from({ length: days }, (_, i) =>
    new Date(Date.parse(since) + i * 86_400_000).toISOString().slice(0, 10),
  )

const n = (count: number) => count.toLocaleString('en')

function Bars({ report, asked, type }: { report: Report; asked: Asked; type: string | null }) {
  const byDay = new Map(report.days.map(({ value, findings }) => [value, findings]))
  const days = daysFrom(asked.counted.since, asked.days).map((day) => {
    const findings = byDay.get(day) ?? []
    const counts = findings.filter((each) => type === null || each.type === type)
    const all = counts.reduce((sum, each) => sum + each.verdicts, 0)
    const hard = counts.reduce((sum, each) => sum + each.hard, 0)
    return { day, hard, soft: all - hard }
  })
  const narrowed: Record<string, string> = type ? { finding: toSlug(type) } : {}
  return (
    <>
      <div className="key" aria-hidden="true">
        <span className="dot hard" /> flagging <span className="dot soft" /> others
      </div>
      <Suspense fallback={<Bones />}>
        <FindingBars
          days={days}
          opens={(day) => rowsBehind({ ...asked.counted, since: day, until: day }, narrowed)}
        />
      </Suspense>
    </>
  )
}

function Value({ cut, value }: { cut: Cut; value: string }) {
  if (value === '') return <span className="dim">not known</span>
  if (cut === 'POLICY') return <Link to={`/policies/${encodeURIComponent(value)}`}>{value}</Link>
  const at = value.lastIndexOf('@')
  if (cut === 'VERSION')
    return (
      <>
        {value.slice(0, at)} <span className="mono">{value.slice(at + 1, at + 8)}</span>
      </>
    )
  return <span className={cut === 'RULE' ? 'mono' : undefined}>{value}</span>
}

function columnsFor(cut: Cut, asked: Asked): readonly Column<ReportRow>[] {
  const figure = (row: ReportRow, text: string, terms: Record<string, string> = {}) => {
    const own = termsOf(cut, row.value)
    return own ? <Link to={rowsBehind(asked.counted, { ...own, ...terms })}>{text}</Link> : text
  }
  return [
    { head: cuts[cut], cell: ({ value }) => <Value cut={cut} value={value} /> },
    { head: 'Verdicts', num: true, cell: (row) => figure(row, n(row.verdicts)) },
    {
      head: 'Flagged',
      num: true,
      cell: (row) => figure(row, share(row.flagged, row.verdicts), { flagged: 'yes' }),
    },
    {
      head: 'Violates',
      num: true,
      cell: (row) => figure(row, share(row.violates, row.verdicts), { outcome: 'violates' }),
    },
    {
      head: 'Undetermined',
      num: true,
      cell: (row) =>
        figure(row, share(row.undetermined, row.verdicts), { outcome: 'undetermined' }),
    },
    {
      head: 'Findings',
      className: 'types',
      cell: (row) =>
        row.findings.slice(0, 6).map(({ type, verdicts }) => (
          <span key={type} className="chip">
            {figure(row, `${toWords(type)} ${n(verdicts)}`, { finding: toSlug(type) })}
          </span>
        )),
    },
  ]
}

/** Findings over time and by whatever they are cut by. */
export function FindingsTab({ asked }: { asked: Asked }) {
  const wished = asked.search.get('by')?.toUpperCase() ?? ''
  const cut: Cut = wished in cuts ? (wished as Cut) : 'POLICY'
  const { data, error, refetch } = useGraph(
    FINDING_REPORT,
    { by: cut, scope: asked.asked, policy: asked.policy },
    { enabled: asked.scope.known, refetchEveryMs: 60_000, keep: true },
  )
  const report = data?.findingReport
  if (error && !report) return <Failed error={error} again={() => void refetch()} />
  if (!report) return <Bones lines={12} label="reading the figures" />
  const types = report.total.findings.map(({ type }) => type)
  const type = types.find((each) => toSlug(each) === asked.search.get('type')) ?? null
  return (
    <>
      <section className="panel" aria-label="Findings over time">
        <div className="head">
          <h2>Findings over time</h2>
          <span className="cut">
            {n(report.total.verdicts)} verdicts,{' '}
            {share(report.total.flagged, report.total.verdicts)} flagged, {asked.scope.counts}
          </span>
          <span className="spacer" />
          {report.behind && <span className="chip">some days are being counted</span>}
          <label className="row">
            <span className="label">finding</span>
            <select
              className="field"
              value={type ? toSlug(type) : ''}
              onChange={(event) => asked.put({ type: event.target.value })}
            >
              <option value="">all</option>
              {types.map((each) => (
                <option key={each} value={toSlug(each)}>
                  {toWords(each)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <div className="in">
          {report.days.length === 0 ? (
            <Empty title="No verdicts in these days">
              <p>
                Verdicts are counted within a minute of being recorded, by the day they were
                decided. Simulated and imported ones count when asked for, above.
              </p>
            </Empty>
          ) : (
            <Bars report={report} asked={asked} type={type} />
          )}
        </div>
      </section>
      <section className="panel" aria-label="Findings by cut">
        <div className="head">
          <h2>By</h2>
          <span className="seg low" role="group" aria-label="cut by">
            {(Object.keys(cuts) as Cut[]).map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={each === cut}
                onClick={() => asked.put({ by: cuts[each] })}
              >
                {cuts[each]}
              </button>
            ))}
          </span>
        </div>
        <RowTable
          label="Findings by cut"
          rows={report.rows}
          columns={columnsFor(cut, asked)}
          idOf={({ value }) => value}
        />
      </section>
    </>
  )
}
