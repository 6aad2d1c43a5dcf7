import { Link } from 'react-router'
import { Copy } from '../parts/Copy.js'
import { Time } from '../parts/Time.js'
import { VisibleText } from '../reading/VisibleText.js'
import { armWords } from '../releases/release-words.js'
import { SignatureMark } from '../signatures/SignatureMark.js'
import type { GraphArm, GraphNode } from './documents.js'

interface Props {
  readonly policy: string
  readonly node: GraphNode
  readonly arms: readonly GraphArm[]
  /** How those before it are called: `version 2`, `a1b2c3d`. */
  readonly after: string
}

/** One version or commit: what it is, what marks it, who made it. */
export function GraphRow({ policy, node, arms, after }: Props) {
  const { commit, version, branches, change, author, message, at, signature } = node
  const short = commit.slice(0, 7)
  return (
    <>
      <div className="row">
        {version ? (
          <Link to={`/policies/${encodeURIComponent(policy)}?at=${commit}`}>
            version {version.sequence} <span className="mono">{short}</span>
          </Link>
        ) : (
          <span>
            commit <span className="mono">{short}</span>
          </span>
        )}
        <Copy text={commit} what="the commit" />
        {version?.inForce && <span className="chip">in force</span>}
        {arms
          .filter((one) => one.version?.commit === commit)
          .map((one) => (
            <span key={one.id} className="chip">
              {armWords(one.arm, one.share)}
            </span>
          ))}
        {version?.tag && <span className="chip mono">{version.tag.name}</span>}
        {branches.map((branch) => (
          <Link key={branch} className="chip mono" to={`/changes?state=all&branch=${branch}`}>
            {branch}
          </Link>
        ))}
        {change && (
          <Link to={`/changes/${change.id}`} title={change.title}>
            {version ? 'merged from' : 'of'} #{change.number}
          </Link>
        )}
        <SignatureMark signature={signature} kind="commit" object={commit} />
      </div>
      <p className="dim cut">
        {author}, <Time at={at} />: <VisibleText text={message.trim().split('\n', 1)[0] ?? ''} />
        {after && <span className="hide">, after {after}</span>}
      </p>
    </>
  )
}
