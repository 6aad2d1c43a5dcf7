import { lazy, Suspense, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useRecord } from '../api/useRows.js'
import { Button } from '../parts/Button.js'
import { PolicyAt } from '../parts/Commit.js'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { compareFacts, contentText, type ComparedFact } from './compared.js'
import { lastList } from './last-list.js'
import type { WholeVerdict } from './source.js'
import './compare.css'

const SideBySide = lazy(async () => ({
  default: (await import('../policies/SideBySide.js')).SideBySide,
}))

const parts = {
  facts: 'Facts',
  content: 'Content',
  trace: 'Trace',
  rationale: 'Rationale',
} as const
type PartName = keyof typeof parts

const columns: readonly Column<ComparedFact>[] = [
  { head: 'What', cell: ({ name, differs }) => (differs ? <b>{name}</b> : name) },
  { head: 'First', cell: ({ a }) => a },
  { head: 'Second', cell: ({ b, differs }) => (differs ? <mark>{b}</mark> : b) },
]

const Side = ({ verdict, name }: { verdict: WholeVerdict; name: string }) => (
  <div className="vpairone">
    <span className="label">{name}</span>
    <Outcome name={verdict.outcome} /> {verdict.simulated && <Simulated />}
    <PolicyAt policy={verdict.policy} commit={verdict.policyCommit} />
    <Time at={verdict.decidedAt} />
    <Link className="mono" to={`/verdicts/${verdict.id}`}>
      {verdict.id.slice(-12)}
    </Link>
  </div>
)

function Texts({ a, b, grave }: { a: string | null; b: string | null; grave: boolean }) {
  const [shown, setShown] = useState(!grave)
  if (!shown)
    return (
      <Empty title="Words not shown until asked">
        <p>One of the two gravely violates its policy.</p>
        <Button onClick={() => setShown(true)}>Show both</Button>
      </Empty>
    )
  if (a === null || b === null)
    return (
      <Empty title="Not both are here">
        <p>One was erased, was never given, or is not for your roles.</p>
      </Empty>
    )
  if (a === b)
    return (
      <>
        <p className="note">The same in both, to the character.</p>
        <SideBySide before={a} after={b} />
      </>
    )
  return <SideBySide before={a} after={b} />
}

function Part({ a, b, part }: { a: WholeVerdict; b: WholeVerdict; part: PartName }) {
  if (part === 'facts')
    return (
      <RowTable
        label="Facts of both"
        rows={compareFacts(a, b)}
        columns={columns}
        idOf={({ name }) => name}
        wraps
      />
    )
  const grave = [a, b].some(({ contentItem }) => contentItem.category !== null)
  const text = (verdict: WholeVerdict) =>
    part === 'content' ? contentText(verdict) : verdict[part]
  return <Texts key={part} a={text(a)} b={text(b)} grave={grave} />
}

/** Where the two versions differ, if both are of one policy. */
function VersionLink({ a, b }: { a: WholeVerdict; b: WholeVerdict }) {
  if (a.policy !== b.policy) return <span className="dim">two policies</span>
  if (a.policyCommit === b.policyCommit) return <span className="dim">the same version</span>
  const query = new URLSearchParams({ base: a.policyCommit, head: b.policyCommit })
  return (
    <Link
      className="btn"
      to={`/policies/${encodeURIComponent(a.policy)}/compare?${query.toString()}`}
    >
      What changed in the policy
    </Link>
  )
}

/** Two verdicts beside each other; the pair and the part stand in the address. */
export function CompareVerdicts() {
  const [search, setSearch] = useSearchParams()
  const [idA, idB] = [search.get('a') ?? undefined, search.get('b') ?? undefined]
  const first = useRecord<WholeVerdict>('verdicts', idA)
  const second = useRecord<WholeVerdict>('verdicts', idB)
  const wished = search.get('part') ?? 'facts'
  const part: PartName = wished in parts ? (wished as PartName) : 'facts'
  const put = (values: Record<string, string>) =>
    setSearch({ ...Object.fromEntries(search), ...values }, { replace: true })
  const error = first.error ?? second.error
  const [a, b] = [first.record, second.record]
  return (
    <>
      <PageTop title="Compare" above={[{ title: 'Verdicts', to: lastList() }]} />
      {(!idA || !idB) && (
        <Empty title="Two verdicts stand beside each other here">
          <p>
            Select two rows of the list and press <b>c</b>.
          </p>
        </Empty>
      )}
      {error && <Failed error={error} again={() => void first.refetch()} />}
      {idA && idB && !error && !(a && b) && <Bones lines={14} label="reading both verdicts" />}
      {a && b && (
        <div className="vcompare">
          <header className="vpair">
            <Side verdict={a} name="first" />
            <Side verdict={b} name="second" />
          </header>
          <div className="row bar">
            <span className="seg" role="group" aria-label="Part">
              {Object.entries(parts).map(([key, words]) => (
                <button
                  key={key}
                  type="button"
                  aria-pressed={key === part}
                  onClick={() => put({ part: key })}
                >
                  {words}
                </button>
              ))}
            </span>
            <Button onClick={() => put({ a: b.id, b: a.id })}>Swap</Button>
            <span className="spacer" />
            <VersionLink a={a} b={b} />
          </div>
          <div className="vcomparebody">
            <Suspense fallback={<Bones lines={12} />}>
              <Part a={a} b={b} part={part} />
            </Suspense>
          </div>
        </div>
      )}
    </>
  )
}
