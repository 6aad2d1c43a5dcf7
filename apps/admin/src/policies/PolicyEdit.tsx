import { Link, useParams, useSearchParams } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { PageTop } from '../shell/PageTop.js'
import { POLICY, POLICY_DRAFT, POLICY_VERSION } from './documents.js'
import { TEMPLATES } from './template-documents.js'
import { PolicyEditor } from './editor/PolicyEditor.js'
import { BeginPolicy } from './BeginPolicy.js'
import './policies.css'

/** Writes the next version, or a draft on the branch the address names. Nothing is judged by it until it is published. */
export function PolicyEdit() {
  const { name = '' } = useParams()
  const [search] = useSearchParams()
  const branch = search.get('branch')
  return branch ? (
    <DraftEdit key={branch} name={name} branch={branch} />
  ) : (
    <VersionEdit name={name} />
  )
}

const above = (name: string, title = name) => [
  { title: 'Policies', to: '/policies' },
  { title, to: `/policies/${encodeURIComponent(name)}` },
]

function VersionEdit({ name }: { name: string }) {
  const { data, error, refetch } = useGraph(POLICY, { name })
  const head = data?.policy?.versions.edges[0]?.node.commit
  const version = useGraph(
    POLICY_VERSION,
    { policy: name, ref: head ?? '' },
    { enabled: head !== undefined },
  )
  const whole = version.data?.policyVersion
  const failed = error ?? version.error
  return (
    <>
      <PageTop title="Edit" above={above(name, data?.policy?.title)} />
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
            branch: null,
          }}
        />
      )}
    </>
  )
}

function DraftEdit({ name, branch }: { name: string; branch: string }) {
  const { data, error, refetch } = useGraph(POLICY_DRAFT, { policy: name, branch })
  const draft = data?.policyDraft
  return (
    <>
      <PageTop title="Edit" above={above(name)} />
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={16} label="reading the draft" />}
      {data && !draft && (
        <Empty title="The branch has no such policy">
          <p>
            {branch} may be gone, or {name} was never on it. <Link to="/changes">All branches</Link>
          </p>
        </Empty>
      )}
      {draft && (
        <PolicyEditor
          key={draft.head}
          name={name}
          isNew={false}
          base={{
            ...{ text: draft.text, manifest: draft.manifestYaml, cases: draft.cases },
            ...{ parent: draft.head, branch },
          }}
        />
      )}
    </>
  )
}

/** A new policy, begun from the template the address names. */
export function PolicyCreate() {
  const [search] = useSearchParams()
  const policy = search.get('name') ?? ''
  const { data, error, refetch } = useGraph(TEMPLATES, { policy })
  const chosen = data?.policyTemplates.find(({ name }) => name === search.get('template'))
  return (
    <>
      <PageTop title="New policy" above={[{ title: 'Policies', to: '/policies' }]} />
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={8} label="reading templates" />}
      {data && !chosen && <BeginPolicy templates={data.policyTemplates} />}
      {chosen && (
        <PolicyEditor
          key={`${chosen.name} ${policy}`}
          name={policy}
          isNew
          base={{
            ...{ text: chosen.text, manifest: chosen.manifest, cases: chosen.cases },
            ...{ parent: null, branch: null },
          }}
        />
      )}
    </>
  )
}
