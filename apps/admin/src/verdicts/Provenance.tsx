import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { PolicyAt } from '../parts/Commit.js'
import { Copy } from '../parts/Copy.js'
import { Time } from '../parts/Time.js'
import type { WholeVerdict } from './source.js'

const digest = (value: string, what: string) => (
  <>
    <span className="mono">{value}</span> <Copy text={value} what={what} />
  </>
)

/** Everything the verdict relied on, each by its own name. */
export function provenance(verdict: WholeVerdict): [string, ReactNode][] {
  const { policyVersion: version, contentItem } = verdict
  const facts: [string, ReactNode][] = [
    [
      'Policy at commit',
      <PolicyAt key="p" policy={verdict.policy} commit={verdict.policyCommit} />,
    ],
    ['Policy blob', digest(version.blob, 'the blob id')],
    ['Prompt digest', digest(verdict.promptDigest, 'the prompt digest')],
    [
      'Content item',
      <Link key="c" to={`/verdicts?q=item:${contentItem.id}`} className="mono">
        {contentItem.id}
      </Link>,
    ],
    ['External id', verdict.externalId && digest(verdict.externalId, 'the external id')],
    ['Model', verdict.model],
    ['Endpoint', verdict.endpoint],
    ['Server version', verdict.serverVersion],
    ['System fingerprint', verdict.systemFingerprint],
    ['Effort', verdict.effort?.toLowerCase()],
    [
      'Sampling',
      <span key="s" className="mono">
        {JSON.stringify(verdict.sampling)}
      </span>,
    ],
    ['Finish reason', verdict.finishReason],
    ['Label as answered', verdict.label],
    ['Label recorded by the source', verdict.recordedLabel],
    ['Label expected', verdict.expectedLabel],
    ['Detectors', verdict.detectorsVersion],
    ['Accepted', <Time key="a" at={verdict.acceptedAt} as="instant" />],
    ['Decided', <Time key="d" at={verdict.decidedAt} as="instant" />],
    ['Recorded', <Time key="r" at={verdict.recordedAt} as="instant" />],
  ]
  return facts.filter(([, value]) => value !== null && value !== undefined && value !== '')
}

export function Provenance({ verdict }: { verdict: WholeVerdict }) {
  return (
    <dl className="pair scroll fill cell columns">
      {provenance(verdict).map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
