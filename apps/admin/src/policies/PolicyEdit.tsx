import { useParams } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { Bones, Failed } from '../parts/states.js'
import { PageTop } from '../shell/PageTop.js'
import { POLICY, POLICY_VERSION } from './documents.js'
import { PolicyEditor } from './editor/PolicyEditor.js'
import { starter } from './starter.js'
import './policies.css'

/** Writes the next version. It is judged by only once someone publishes it. */
export function PolicyEdit() {
  const { name = '' } = useParams()
  const { data, error, refetch } = useGraph(POLICY, { name })
  const head = data?.policy?.versions.edges[0]?.node.commit
  const version = useGraph(
    POLICY_VERSION,
    { policy: name, ref: head ?? '' },
    { enabled: head !== undefined },
  )
  const whole = version.data?.policyVersion
  const above = [
    { title: 'Policies', to: '/policies' },
    { title: data?.policy?.title ?? name, to: `/policies/${encodeURIComponent(name)}` },
  ]
  const failed = error ?? version.error
  return (
    <>
      <PageTop title="Edit" above={above} />
      {failed && !whole && <Failed error={failed} again={() => void refetch()} />}
      {!whole && !failed && <Bones lines={16} label="reading the policy" />}
      {whole && (
        <PolicyEditor
          key={whole.commit}
          name={name}
          isNew={false}
          base={{
            text: whole.text,
            manifest: whole.manifestYaml,
            cases: whole.cases,
            parent: whole.commit,
          }}
        />
      )}
    </>
  )
}

export function PolicyCreate() {
  return (
    <>
      <PageTop title="New policy" above={[{ title: 'Policies', to: '/policies' }]} />
      <PolicyEditor name="" isNew base={{ ...starter, parent: null }} />
    </>
  )
}
