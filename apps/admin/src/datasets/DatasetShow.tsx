import { Link, useParams, useSearchParams } from 'react-router'
import { placeFrom } from '../api/page-place.js'
import { useGraph } from '../api/useGraph.js'
import { PolicyAt } from '../parts/Commit.js'
import { Copy } from '../parts/Copy.js'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { Pager } from '../parts/Pager.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { VisibleText } from '../reading/VisibleText.js'
import { PageTop } from '../shell/PageTop.js'
import { compositionRows, splitsOf } from './composition.js'
import { DATASET, DATASETS, type WholeDataset } from './documents.js'
import { Exports } from './Exports.js'

function Composition({ dataset }: { dataset: WholeDataset }) {
  const splits = splitsOf(dataset.composition)
  return (
    <section className="panel" aria-label="Composition">
      <div className="head">
        <h2>Composition</h2>
        <span>{dataset.items.toLocaleString('en')} items</span>
      </div>
      <div className="tablewrap">
        <table>
          <thead>
            <tr>
              <th>Policy</th>
              <th>Label</th>
              {splits.map((split) => (
                <th key={split} className="num">
                  {split}
                </th>
              ))}
              <th className="num">Corrections</th>
              <th className="num">All</th>
            </tr>
          </thead>
          <tbody>
            {compositionRows(dataset.composition).map((row) => (
              <tr key={`${row.policy} ${row.label}`}>
                <td>{row.policy}</td>
                <td className="mono">{row.label}</td>
                {splits.map((split) => (
                  <td key={split} className="num">
                    {row.bySplit[split] ?? 0}
                  </td>
                ))}
                <td className="num">{row.corrections}</td>
                <td className="num strong">{row.total}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Items({ dataset }: { dataset: WholeDataset }) {
  return (
    <section className="panel" aria-label="Items and their lineage">
      <div className="head">
        <h2>Items</h2>
        <span>each with the verdict, the decision and the version it came from</span>
      </div>
      <div className="tablewrap">
        <table>
          <thead>
            <tr>
              <th className="num">No.</th>
              <th>Content</th>
              <th>Label</th>
              <th>Outcome</th>
              <th>Rules</th>
              <th>Made by</th>
              <th>Split</th>
              <th>Policy</th>
              <th>Decision</th>
            </tr>
          </thead>
          <tbody>
            {dataset.rows.edges.map(({ node: row }) => (
              <tr key={row.position}>
                <td className="num">{row.position}</td>
                <td className="cut preview">
                  <Link to={`/verdicts/${row.verdict.id}?tab=history`}>
                    {row.verdict.contentItem.erased ? (
                      'erased'
                    ) : row.verdict.contentItem.category ? (
                      <span className="chip">{row.verdict.contentItem.category}</span>
                    ) : (
                      <VisibleText text={row.verdict.contentItem.preview ?? 'not for your roles'} />
                    )}
                  </Link>
                </td>
                <td className="mono">{row.label}</td>
                <td>
                  <Outcome name={row.outcome} /> {row.simulated && <Simulated />}
                </td>
                <td className="rule">{row.rules.join(' ')}</td>
                <td>{row.kind}</td>
                <td>{row.split}</td>
                <td>
                  <PolicyAt policy={row.policy} commit={row.policyCommit} />
                </td>
                <td className="mono dim" title={row.decisionId}>
                  {row.decisionId.slice(-12)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row foot">
        <span className="spacer" />
        <Pager pageInfo={dataset.rows.pageInfo} />
      </div>
    </section>
  )
}

function Facts({ dataset }: { dataset: WholeDataset }) {
  const all = useGraph(DATASETS, {})
  const versions = (all.data?.datasets ?? [])
    .filter(({ name }) => name === dataset.name)
    .sort((a, b) => b.version - a.version)
  return (
    <section className="panel" aria-label="Lineage">
      <div className="head">
        <h2>
          {dataset.name} v{dataset.version}
        </h2>
        {dataset.simulated && <Simulated />}
        <span className="spacer" />
        {versions.map(({ version }) => (
          <Link
            key={version}
            className="chip"
            aria-current={version === dataset.version || undefined}
            to={`/datasets/${encodeURIComponent(dataset.name)}?version=${version}`}
          >
            v{version}
          </Link>
        ))}
      </div>
      <dl className="pair in">
        <dt>Purpose</dt>
        <dd>{dataset.purpose}</dd>
        <dt>Built</dt>
        <dd>
          by {dataset.builtBy.name}, <Time at={dataset.recordedAt} as="instant" />
        </dd>
        <dt>Digest</dt>
        <dd>
          <span className="mono">{dataset.digest}</span>{' '}
          <Copy text={dataset.digest} what="the digest" />
        </dd>
        <dt>Seed of the splits</dt>
        <dd className="mono">{dataset.seed}</dd>
        <dt>Selection</dt>
        <dd className="mono">{JSON.stringify(dataset.selection)}</dd>
      </dl>
    </section>
  )
}

/** One version of a data set: what is in it, where each item came from, its exports. */
export function DatasetShow() {
  const { name = '' } = useParams()
  const [search] = useSearchParams()
  const version = Number(search.get('version')) || null
  const place = placeFrom(search)
  const { data, error, refetch } = useGraph(
    DATASET,
    { name, version, after: place.at === 'after' ? place.cursor : null },
    { keep: true },
  )
  const dataset = data?.dataset
  return (
    <>
      <PageTop title={name} above={[{ title: 'Data sets', to: '/datasets' }]} />
      <div className="page padded">
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {!data && !error && <Bones lines={12} label="reading the data set" />}
        {data && !dataset && (
          <Empty title="There is no such data set">
            <Link to="/datasets">All data sets</Link>
          </Empty>
        )}
        {dataset && (
          <>
            <Facts dataset={dataset} />
            <Composition dataset={dataset} />
            <Exports dataset={dataset} />
            <Items dataset={dataset} />
          </>
        )}
      </div>
    </>
  )
}
