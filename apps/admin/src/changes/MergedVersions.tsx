import { useState } from 'react'
import { useGetIdentity } from 'react-admin'
import { Link } from 'react-router'
import { graphql } from '../api/graphql.js'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Icon } from '../parts/Icon.js'
import { Publish } from '../policies/Publish.js'

const MERGED_VERSION = graphql(`
  query MergedVersion($policy: String!, $ref: String!) {
    policyVersion(policy: $policy, ref: $ref) {
      commit
      shortCommit
      sequence
      inForce
      authors {
        id
      }
    }
    policy(name: $policy) {
      inForce {
        sequence
      }
    }
  }
`)

/** The version of one policy that a merge made, and whether it judges; who may publishes it here. */
function MergedVersion({ policy, commit }: { policy: string; commit: string }) {
  const mayPublish = usePermit()('policy:activate')
  const { data } = useGraph(MERGED_VERSION, { policy, ref: commit })
  const [publishing, setPublishing] = useState(false)
  const { identity } = useGetIdentity()
  const version = data?.policyVersion
  if (!version) return null
  const wrote = version.authors.some(({ id }) => id === identity?.id)
  const newest = data.policy?.inForce?.sequence ?? 0
  const overtaken = !version.inForce && newest > version.sequence
  return (
    <p className="withicon">
      <Icon name={version.inForce ? 'check' : 'clock'} />
      <span>
        <Link to={`/policies/${encodeURIComponent(policy)}?at=${version.commit}`}>
          {policy} version {version.sequence} <span className="mono">{version.shortCommit}</span>
        </Link>{' '}
        {version.inForce && 'is in force.'}
        {overtaken && `is not in force: version ${newest} is.`}
        {!version.inForce &&
          !overtaken &&
          'is merged; nothing is judged by it until it is published.'}
      </span>{' '}
      {mayPublish && !version.inForce && !overtaken && (
        <Button
          kind="primary"
          disabled={wrote}
          title={wrote ? 'you wrote a part of it' : undefined}
          aria-label={`Publish ${policy} version ${version.sequence}`}
          onClick={() => setPublishing(true)}
        >
          Publish
        </Button>
      )}
      {publishing && (
        <Publish policy={policy} commit={version.commit} onClose={() => setPublishing(false)} />
      )}
    </p>
  )
}

interface Props {
  readonly policies: readonly { readonly policy: string }[]
  readonly commit: string
}

/** What became of a change that was merged into main. */
export const MergedVersions = ({ policies, commit }: Props) => (
  <section className="chstand" aria-label="What came of it">
    {policies.map(({ policy }) => (
      <MergedVersion key={policy} policy={policy} commit={commit} />
    ))}
  </section>
)
