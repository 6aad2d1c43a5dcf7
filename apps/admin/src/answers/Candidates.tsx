import { Link } from 'react-router'
import { PolicyAt } from '../parts/Commit.js'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Time } from '../parts/Time.js'
import { VisibleText } from '../reading/VisibleText.js'
import '../reading/reading.css'
import type { FoundVerdict, FoundVersion } from './documents.js'

function Content({ verdict: { contentItem: item } }: FoundVerdict) {
  if (item.erased) return <span className="dim">erased</span>
  if (item.category) return <span className="chip">{item.category}</span>
  if (item.preview === null) return <span className="dim">not for your roles</span>
  return <VisibleText text={item.preview.replace(/\s+/g, ' ').slice(0, 90)} />
}

/** Verdicts the question may be about; one is chosen. */
export function Verdicts(props: {
  found: readonly FoundVerdict[]
  linkTo: (verdictId: string) => string
}) {
  const columns: readonly Column<FoundVerdict>[] = [
    { head: 'Why it matches', className: 'why', cell: ({ reason }) => reason },
    {
      head: 'Outcome',
      cell: ({ verdict }) => (
        <>
          <Outcome name={verdict.outcome} /> {verdict.simulated && <Simulated />}
        </>
      ),
    },
    {
      head: 'Policy',
      cell: ({ verdict }) => <PolicyAt policy={verdict.policy} commit={verdict.policyCommit} />,
    },
    { head: 'Decided', cell: ({ verdict }) => <Time at={verdict.decidedAt} as="instant" /> },
    {
      head: 'Dossier',
      quiet: true,
      cell: ({ verdict }) => <Link to={props.linkTo(verdict.id)}>Open dossier</Link>,
    },
    { head: 'Content', cell: Content },
  ]
  return (
    <RowTable
      label="Verdicts the question may be about"
      rows={props.found}
      columns={columns}
      idOf={({ verdict }) => verdict.id}
      opens={({ verdict }) => props.linkTo(verdict.id)}
    />
  )
}

/** Texts that were in force then, or that the question names. */
export function Versions({ found }: { found: readonly FoundVersion[] }) {
  return (
    <ul className="versions" aria-label="Policy texts">
      {found.map(({ policyVersion: version, reason, from, to }) => (
        <li key={`${version.policy}@${version.commit} ${from}`}>
          <PolicyAt policy={version.policy} commit={version.commit} />{' '}
          <span className="dim">version {version.sequence}</span>, {reason}
          {from && (
            <>
              , from <Time at={from} as="instant" /> {to ? 'to ' : 'to today'}
              {to && <Time at={to} as="instant" />}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
