import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { counted, toSlug, toWords } from '../words/words.js'
import { VERSION_FINDINGS, VERSIONS_OF, type Measure } from './documents.js'
import { percent, rowsBehind } from './report-links.js'
import type { Asked } from './useReport.js'
import { VersionPick } from './VersionPick.js'

const narrowings: Readonly<Record<string, Record<string, string>>> = {
  violates: { outcome: 'violates' },
  undetermined: { outcome: 'undetermined' },
  flagged: { flagged: 'yes' },
}

const points = (value: number) => `${value > 0 ? '+' : ''}${(value * 100).toFixed(1)}`

function columnsFor(asked: Asked, base: string, head: string): readonly Column<Measure>[] {
  const shareOf = (measure: string, { share, interval }: Measure['base'], commit: string) =>
    share === null ? (
      <span className="dim">none judged</span>
    ) : (
      <>
        <Link
          className="beside"
          to={rowsBehind(asked.counted, {
            commit,
            ...(narrowings[measure] ?? { finding: toSlug(measure) }),
          })}
        >
          {percent(share)}
        </Link>{' '}
        <span className="sub">
          {percent(interval.low)} to {percent(interval.high)}
        </span>
      </>
    )
  return [
    { head: 'Share of verdicts', cell: ({ measure }) => toWords(measure.replaceAll('-', ' ')) },
    { head: 'Before', num: true, cell: (row) => shareOf(row.measure, row.base, base) },
    { head: 'After', num: true, cell: (row) => shareOf(row.measure, row.head, head) },
    {
      head: 'Difference in points, 95 %',
      num: true,
      cell: ({ difference, differenceInterval: { low, high }, differs }) =>
        difference === null ? (
          '–'
        ) : (
          <>
            {differs ? <b>{points(difference)}</b> : points(difference)}{' '}
            <span className="sub">
              {points(low)} to {points(high)}
            </span>
          </>
        ),
    },
    {
      head: 'Sure',
      cell: ({ differs }) => (differs ? 'yes' : <span className="dim">no</span>),
    },
  ]
}

/** Shares of each finding in two versions, by whatever each of them judged. */
export function VersionsTab({ asked }: { asked: Asked }) {
  const { policy, search } = asked
  const versions = useGraph(VERSIONS_OF, { policy: policy ?? '' }, { enabled: policy !== null })
  const commits = versions.data?.policy?.versions.edges.map(({ node }) => node.commit) ?? []
  const head = search.get('head') ?? commits[0] ?? ''
  const base = search.get('base') ?? commits[1] ?? ''
  const { data, error, refetch } = useGraph(
    VERSION_FINDINGS,
    { policy: policy ?? '', base, head, scope: asked.asked },
    { enabled: asked.scope.known && policy !== null && base !== '' && head !== '', keep: true },
  )
  if (policy === null)
    return (
      <Empty title="Versions belong to a policy">
        <p>Choose one above, and its two newest versions are set beside one another.</p>
      </Empty>
    )
  const failure = versions.error ?? error
  if (failure) return <Failed error={failure} again={() => void refetch()} />
  if (versions.data && commits.length < 2)
    return <Empty title="This policy has one version so far" />
  const found = data?.versionFindings
  if (!found) return <Bones lines={10} label="comparing the versions" />
  return (
    <section className="panel" aria-label="Version against version">
      <div className="head">
        <h2>Version against version</h2>
        <span className="cut">
          {counted(found.baseVerdicts, 'verdict')} before, {found.headVerdicts.toLocaleString('en')}{' '}
          after, {asked.scope.counts}
        </span>
        <span className="spacer" />
        <VersionPick asked={asked} name="base" label="before" commit={base} />
        <VersionPick asked={asked} name="head" label="after" commit={head} />
      </div>
      <RowTable
        label="Shares of findings"
        rows={found.measures}
        columns={columnsFor(asked, base, head)}
        idOf={({ measure }) => measure}
        wraps
      />
      <p className="in dim">
        Each version is counted over what it judged itself, not over the same items: traffic may
        differ too.
      </p>
    </section>
  )
}
