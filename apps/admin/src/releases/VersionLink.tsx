import { Link } from 'react-router'

interface Props {
  readonly policy: string
  readonly version: {
    readonly commit: string
    readonly shortCommit: string
    readonly sequence: number
  }
}

/** `version 3 8f3c2d1`, leading to its text. */
export const VersionLink = ({ policy, version }: Props) => (
  <Link className="nowrap" to={`/policies/${encodeURIComponent(policy)}?at=${version.commit}`}>
    version {version.sequence} <span className="mono">{version.shortCommit}</span>
  </Link>
)
