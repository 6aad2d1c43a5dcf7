import { useState } from 'react'
import { Button } from '../parts/Button.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Time } from '../parts/Time.js'
import { approvalsAsked, commitsAsked } from './asks.js'
import { ChecksAsked } from './ChecksAsked.js'
import type { Asks, BranchRule } from './documents.js'
import { SetRule } from './SetRule.js'

const columns = (change: ((rule: BranchRule) => void) | null): readonly Column<BranchRule>[] => [
  { head: 'Branches', className: 'mono', cell: ({ pattern }) => pattern },
  { head: 'Approvals', cell: ({ requiredApprovals }) => approvalsAsked(requiredApprovals) },
  {
    head: 'Checks',
    className: 'mono',
    cell: (rule) => <ChecksAsked {...rule} />,
  },
  { head: 'Commits', cell: ({ directCommits }) => commitsAsked(directCommits) },
  {
    head: 'Set',
    cell: ({ setBy, setAt, loosened, reason }) => (
      <>
        {setBy && setAt ? (
          <>
            {setBy.name}, <Time at={setAt} />{' '}
          </>
        ) : (
          <span className="dim">as is usual</span>
        )}
        {loosened && <span className="chip">asks for less than before</span>}
        {reason && <span className="sub"> {reason}</span>}
      </>
    ),
  },
  ...(change
    ? [
        {
          head: 'Change',
          quiet: true,
          num: true,
          cell: (rule: BranchRule) => (
            <Button aria-label={`Change what ${rule.pattern} asks`} onClick={() => change(rule)}>
              Change
            </Button>
          ),
        },
      ]
    : []),
]

const usual: Asks = {
  ...{ requiredApprovals: 1, requiredChecks: ['lint'], directCommits: true, judgedBy: null },
}

/** Every pattern of branches with what it asks, and the way to ask for something else. */
export function Rules({ rules, maySet }: { rules: readonly BranchRule[]; maySet: boolean }) {
  const [changed, setChanged] = useState<BranchRule | 'new' | null>(null)
  return (
    <section className="panel" aria-label="Branch rules">
      <div className="head">
        <h2>Rules</h2>
        <span className="wide">the one that names a branch best holds for it</span>
        <span className="spacer" />
        {maySet && <Button onClick={() => setChanged('new')}>New rule</Button>}
      </div>
      <RowTable
        label="Branch rules"
        rows={rules}
        columns={columns(maySet ? setChanged : null)}
        idOf={({ id }) => id}
        wraps
      />
      {!maySet && (
        <p className="note-line sub">
          Policy approvers set these. You may read them: your roles do not hold policy:approve.
        </p>
      )}
      {changed && (
        <SetRule
          pattern={changed === 'new' ? '' : changed.pattern}
          asks={changed === 'new' ? usual : changed}
          onClose={() => setChanged(null)}
        />
      )}
    </section>
  )
}
