import { useState } from 'react'
import { PickCommit, type Verb } from './PickCommit.js'

/** Cherry-pick and revert of one commit, as links beside it. */
export function PickButtons({ commit }: { commit: string }) {
  const [verb, setVerb] = useState<Verb | null>(null)
  const short = commit.slice(0, 7)
  return (
    <>
      <button
        type="button"
        className="link"
        aria-label={`Cherry-pick ${short}`}
        onClick={() => setVerb('cherry-pick')}
      >
        Cherry-pick
      </button>{' '}
      <button
        type="button"
        className="link"
        aria-label={`Revert ${short}`}
        onClick={() => setVerb('revert')}
      >
        Revert
      </button>
      {verb && <PickCommit verb={verb} commit={commit} onClose={() => setVerb(null)} />}
    </>
  )
}
