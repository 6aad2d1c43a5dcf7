import { Link } from 'react-router'

const pageOf = (policy: string, commit: string) =>
  `/policies/${encodeURIComponent(policy)}?at=${commit}`

/** `8f3c2d1`, where the policy is named beside it. */
export const Version = (of: { readonly policy: string; readonly policyCommit: string }) => (
  <Link
    className="mono"
    to={pageOf(of.policy, of.policyCommit)}
    title={`${of.policy} at ${of.policyCommit}`}
  >
    {of.policyCommit.slice(0, 7)}
  </Link>
)

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
      <span className="at" title={`${policy} at ${commit}`}>
        <span className="cut">{policy}</span>
        <span className="mono dim">@{short}</span>
      </span>
    )
  }
  return (
    <Link to={pageOf(policy, commit)} title={commit}>
      {policy}
      <span className="mono">@{short}</span>
    </Link>
  )
}
