import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import type { Outcome as OutcomeName } from '../api/schema-words.js'
import { useAct, useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Copy } from '../parts/Copy.js'
import { Icon } from '../parts/Icon.js'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed, Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { counted, fromSlug } from '../words/words.js'
import { Assess } from './Assess.js'
import { AUDIT_SAMPLE, SIGN_SAMPLE, type PaperRow, type WholeSample } from './documents.js'
import { methodWords } from './sample-words.js'
import './samples.css'

const stateWords = {
  DRAWING: 'being drawn',
  OPEN: 'open until every row is judged and it is signed',
  SIGNED: 'signed: nothing in it changes any more',
  FAILED: 'not drawn',
} as const

const fileWords: Readonly<Record<string, string>> = {
  html: 'Page',
  csv: 'CSV',
  json: 'JSON',
  'note.txt': 'Signature',
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`

function Result({ sample }: { sample: WholeSample }) {
  const { agree, disagree, cannotSay, open, simulated, rows, disagreement } = sample.result
  return (
    <p className="in">
      {agree} agreed, {disagree} disagreed, {cannotSay} could not be judged, {open} open.{' '}
      {disagreement && (
        <>
          Disagreement in{' '}
          {disagreement.covered < 1 ? `${percent(disagreement.covered)} of the` : 'the'} population
          {open > 0 && ' so far'}: <b>{percent(disagreement.share)}</b>. In all of it between{' '}
          {percent(disagreement.low)} and {percent(disagreement.high)} with 95 % confidence
          (Wilson).
          {disagreement.covered < 1 &&
            ' Of the strata in which no row was judged nothing is known.'}
          {simulated > 0 && ` ${simulated} of ${counted(rows, 'verdict')} simulated.`}
        </>
      )}
    </p>
  )
}

function Drawn({ sample }: { sample: WholeSample }) {
  const { seed, populationSha256, populationRows, method, sha256, signedAt } = sample
  const { createdAt, drawnBy } = sample
  return (
    <dl className="in sample-facts">
      <dt>Population</dt>
      <dd>
        {Number(populationRows).toLocaleString('en')} verdicts, sha256{' '}
        <span className="mono">{populationSha256}</span>{' '}
        <Copy text={populationSha256} what="the digest of the population" />
      </dd>
      <dt>Seed</dt>
      <dd>
        <span className="mono">{seed}</span>, {methodWords(method)}
      </dd>
      <dt>Drawn</dt>
      <dd>
        <Time at={createdAt} as="instant" /> by {drawnBy.name}
      </dd>
      {sha256 && signedAt && (
        <>
          <dt>Signed</dt>
          <dd>
            <Time at={signedAt} as="instant" />, sha256 <span className="mono">{sha256}</span>{' '}
            <Copy text={sha256} what="the digest of the workpaper" />
          </dd>
        </>
      )}
    </dl>
  )
}

const Files = ({ sample }: { sample: WholeSample }) => (
  <span className="row">
    {['html', 'csv', 'json', ...(sample.note ? ['note.txt'] : [])].map((kind) => (
      <a
        key={kind}
        className="btn"
        href={`/samples/${sample.id}/workpaper.${kind}`}
        {...(kind === 'html' ? { target: '_blank', rel: 'noreferrer' } : { download: true })}
      >
        <Icon name="down" /> {fileWords[kind]}
      </a>
    ))}
  </span>
)

/** In a simple sample every verdict is of one stratum and had the same chance. */
const ofStrata: readonly Column<PaperRow>[] = [
  { head: 'Stratum', cell: ({ stratum }) => stratum },
  { head: 'Chance', num: true, cell: ({ inclusion }) => percent(inclusion) },
]

const columnsFor = (sample: WholeSample, open: boolean): readonly Column<PaperRow>[] => [
  { head: 'Row', num: true, cell: ({ position }) => position },
  {
    head: 'Verdict',
    cell: ({ verdictId, simulated }) => (
      <>
        <Link to={`/verdicts/${verdictId}`} className="mono" title={verdictId}>
          {verdictId.slice(-12)}
        </Link>{' '}
        {simulated && <Simulated />}
      </>
    ),
  },
  { head: 'Policy', cell: ({ policy }) => policy },
  { head: 'Outcome', cell: ({ outcome }) => <Outcome name={fromSlug(outcome) as OutcomeName} /> },
  { head: 'Label', cell: ({ verdict }) => verdict?.label ?? '' },
  ...(sample.method === 'STRATIFIED' ? ofStrata : []),
  {
    head: 'Auditor',
    cell: (row) => <Assess sampleId={sample.id} row={row} open={open} />,
  },
]

function Paper({ sample }: { sample: WholeSample }) {
  const mayAssess = usePermit()('evidence:export')
  const client = useQueryClient()
  const sign = useAct(SIGN_SAMPLE, (result) => result.signSample)
  const open = mayAssess && sample.state === 'OPEN'
  const submit = () =>
    sign.mutate(
      { id: sample.id },
      {
        onSuccess: () => {
          say('The workpaper is signed')
          void client.invalidateQueries({ queryKey: ['AuditSample'] })
        },
      },
    )
  return (
    <section className="panel" aria-label="Workpaper">
      <div className="head">
        <h2>Workpaper</h2>
        <span>{stateWords[sample.state]}</span>
        <span className="spacer" />
        <Files sample={sample} />
        {open && (
          <Button
            kind="primary"
            onClick={submit}
            disabled={sign.isPending || sample.result.open > 0}
            title={sample.result.open > 0 ? 'every row is judged first' : undefined}
          >
            Sign
          </Button>
        )}
      </div>
      <Refused error={sign.error} />
      <Drawn sample={sample} />
      <Result sample={sample} />
      <RowTable
        label="Workpaper"
        rows={sample.rows}
        columns={columnsFor(sample, open)}
        idOf={({ position }) => String(position)}
      />
    </section>
  )
}

/** One sample: how it was drawn, a row for each verdict, and what came of it. */
export function SampleShow() {
  const { id = '' } = useParams()
  const { data, error, refetch } = useGraph(
    AUDIT_SAMPLE,
    { id },
    { keep: true, refetchEveryMs: (last) => last?.auditSample?.state === 'DRAWING' && 1_000 },
  )
  const sample = data?.auditSample
  return (
    <>
      <PageTop title={sample?.title ?? 'Sample'} above={[{ title: 'Samples', to: '/samples' }]} />
      <div className="page padded">
        {error && !sample && <Failed error={error} again={() => void refetch()} />}
        {!data && !error && <Bones label="reading the sample" />}
        {data && !sample && (
          <Empty title="There is no such sample">
            <p>The address may be mistyped, or it is not for your roles.</p>
          </Empty>
        )}
        {sample?.state === 'DRAWING' && (
          <Empty title="The sample is being drawn">
            <p>The workpaper appears here by itself.</p>
          </Empty>
        )}
        {sample?.state === 'FAILED' && (
          <Empty title="The sample was not drawn">
            <p>{sample.job?.failure ?? 'The draw was called off.'} Draw another one.</p>
          </Empty>
        )}
        {(sample?.state === 'OPEN' || sample?.state === 'SIGNED') && <Paper sample={sample} />}
      </div>
    </>
  )
}
