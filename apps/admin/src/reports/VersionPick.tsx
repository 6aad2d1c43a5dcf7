import { useGraph } from '../api/useGraph.js'
import { VERSIONS_OF } from './documents.js'
import type { Asked } from './useReport.js'

interface Props {
  readonly asked: Asked
  /** In the address. */
  readonly name: string
  readonly label: string
  readonly commit: string
}

/** A version of the policy that the reports are asked of. */
export function VersionPick({ asked, name, label, commit }: Props) {
  const { data } = useGraph(
    VERSIONS_OF,
    { policy: asked.policy ?? '' },
    { enabled: asked.policy !== null },
  )
  const versions = data?.policy?.versions.edges.map(({ node }) => node) ?? []
  const known = versions.some((version) => version.commit === commit)
  return (
    <label className="row">
      <span className="label">{label}</span>
      <select
        className="field"
        value={commit}
        onChange={(event) => asked.put({ [name]: event.target.value })}
      >
        {!known && <option value={commit}>{commit.slice(0, 7) || 'choose'}</option>}
        {versions.map((version) => (
          <option key={version.commit} value={version.commit}>
            version {version.sequence}, {version.shortCommit}
            {version.inForce ? ', in force' : ''}
          </option>
        ))}
      </select>
    </label>
  )
}
