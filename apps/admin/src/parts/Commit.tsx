import { Link } from 'react-router'

/** `spam@8f3c2d1`, leading to the policy at that commit. */
export function PolicyAt({
  policy,
  commit,
  link = true,
}: {
  policy: string
  commit: string
  link?: boolean
}) {
  const short = commit.slice(0, 7)
  if (!link) {
    return (
      <span title={commit}>
        {policy}
        <span className="mono dim">@{short}</span>
      </span>
    )
  }
  return (
    <Link to={`/policies/${encodeURIComponent(policy)}?at=${commit}`} title={commit}>
      {policy}
      <span className="mono">@{short}</span>
    </Link>
  )
}
