import { Link, useParams, useSearchParams } from 'react-router'
import { placeFrom } from '../api/page-place.js'
import { useGraph } from '../api/useGraph.js'
import { Copy } from '../parts/Copy.js'
import { Simulated } from '../parts/Outcome.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { counted } from '../words/words.js'
import { compositionRows, splitsOf, type CompositionRow } from './composition.js'
import { DATASET, DATASETS, type WholeDataset } from './documents.js'
import { Exports } from './Exports.js'
import { Items } from './Items.js'
import { selectionWords } from './selection-words.js'

const shares = (splits: readonly string[]): Column<CompositionRow>[] => [
  { head: 'Policy', cell: (row) => row.policy },
  { head: 'Label', cell: (row) => <span className="mono">{row.label}</span> },
  ...splits.map((split) => ({
    head: split,
    num: true,
    cell: (row: CompositionRow) => row.bySplit[split] ?? 0,
  })),
  { head: 'Corrections', num: true, cell: (row) => row.corrections },
  { head: 'All', num: true, cell: (row) => <b>{row.total}</b> },
]

function Composition({ dataset }: { dataset: WholeDataset }) {
  return (
    <section className="panel" aria-label="Composition">
      <div className="head">
        <h2>Composition</h2>
        <span>{dataset.items.toLocaleString('en')} items</span>
      </div>
      <RowTable
        label="Composition"
        rows={compositionRows(dataset.composition)}
        columns={shares(splitsOf(dataset.composition))}
        idOf={({ policy, label }) => `${policy} ${label}`}
      />
    </section>
  )
}

function Facts({ dataset }: { dataset: WholeDataset }) {
  const all = useGraph(DATASETS, {})
  const versions = (all.data?.datasets ?? [])
    .filter(({ name }) => name === dataset.name)
    .sort((a, b) => b.version - a.version)
  const { chosen, splits, leftOut } = selectionWords(dataset.selection)
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
        {dataset.erasedItems > 0 && (
          <>
            <dt>Erased since</dt>
            <dd>
              {counted(dataset.erasedItems, 'item')} lost their content. Files leave them out, and
              those made before are served no more; build a new version to be rid of them.
            </dd>
          </>
        )}
        <dt>Digest</dt>
        <dd>
          <span className="mono">{dataset.digest}</span>{' '}
          <Copy text={dataset.digest} what="the digest" />
        </dd>
        <dt>Chosen</dt>
        <dd>{chosen}</dd>
        {leftOut && (
          <>
            <dt>Left out</dt>
            <dd>{leftOut}</dd>
          </>
        )}
        <dt>Splits</dt>
        <dd>
          {splits} <span className="dim">by the seed</span>{' '}
          <span className="mono">{dataset.seed}</span>
        </dd>
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
