import { useGetIdentity } from 'react-admin'
import { usePermit } from '../api/usePermit.js'
import { Icon } from '../parts/Icon.js'
import { sentence } from '../parts/states.js'
import { Commands } from './Commands.js'
import { MergedVersions } from './MergedVersions.js'
import type { WholeChange } from './documents.js'

/** What keeps an open change from being merged, and what the person who reads it may do about it. */
export function Standing({ change }: { change: WholeChange }) {
  const may = usePermit()
  const { identity } = useGetIdentity()
  const { authors, merge } = change.detail
  const { mergeCommit, policies } = change.detail
  if (mergeCommit && change.target === 'main')
    return <MergedVersions policies={policies} commit={mergeCommit} />
  if (change.state !== 'OPEN') return null
  const wrote = authors.some(({ id }) => id === identity?.id)
  const others = authors.filter(({ id }) => id !== identity?.id).map(({ name }) => name)
  const writers = ['you', ...others].join(' and ')
  const waits = merge.obstacles.some(({ kind }) => /APPROVALS|OWNERS/.test(kind))
  return (
    <section className="chstand" aria-label="What stands in the way">
      {merge.mergeable && (
        <p className="withicon okay">
          <Icon name="check" /> Nothing stands in the way of merging it.
        </p>
      )}
      {merge.obstacles.map(({ kind, message }) => (
        <p key={kind} className="withicon">
          <Icon name={kind === 'CHANGES_REQUESTED' ? 'alert' : 'clock'} /> {sentence(message)}
        </p>
      ))}
      {wrote && waits && (
        <p className="dim">
          Written by {writers}: a policy approver who wrote none of it may approve it, you may not
          {may('policy:approve') ? ', though you are one' : ''}.
        </p>
      )}
      {merge.conflicts.length > 0 && (
        <div role="group" aria-label="Conflict">
          <p className="withicon notokay">
            <Icon name="alert" /> In conflict with {change.target}:
          </p>
          <ul className="mono">
            {merge.conflicts.map((path) => (
              <li key={path}>{path}</li>
            ))}
          </ul>
          <p className="sub">In your clone, these resolve it:</p>
          <Commands lines={merge.commands} what="the commands that resolve the conflict" />
        </div>
      )}
    </section>
  )
}
