import { Icon } from '../parts/Icon.js'
import { Commands } from './Commands.js'
import { conflictFrom } from './change-words.js'

/** Where a commit does not apply, and what applies it by hand. */
export function PickConflict({ facts }: { facts: unknown }) {
  const { paths, commands } = conflictFrom(facts)
  return (
    <div role="alert" aria-label="Conflict">
      <p className="withicon notokay">
        <Icon name="alert" /> It does not apply: the branch has other words in
      </p>
      <ul className="mono">
        {paths.map((path) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
      <p className="sub">In your clone, these apply it by hand:</p>
      <Commands lines={commands} what="the commands that resolve the conflict" />
    </div>
  )
}
