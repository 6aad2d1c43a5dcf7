import { lazy, Suspense } from 'react'
import { Tab, Tabs } from '@mui/material'
import { Link, useParams, useSearchParams } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Copy } from '../parts/Copy.js'
import { Bones, Empty, Failed, Missing } from '../parts/states.js'
import { RulingsOfPolicy } from '../rulings/RulingsOfPolicy.js'
import { PageTop } from '../shell/PageTop.js'
import { POLICY, POLICY_VERSION, type Policy, type WholeVersion } from './documents.js'
import { FindingRules } from './FindingRules.js'
import { ManifestTab } from './ManifestTab.js'
import { PolicyText } from './PolicyText.js'
import { TokenMeter } from './TokenMeter.js'
import { Versions } from './Versions.js'
import { RulesTab } from './rules/RulesTab.js'
import './policies.css'

const ReleasesTab = lazy(async () => ({
  default: (await import('../releases/index.js')).ReleasesTab,
}))
const GraphTab = lazy(async () => ({ default: (await import('../graph/index.js')).GraphTab }))
const TestsTab = lazy(async () => ({
  default: (await import('../policy-tests/index.js')).TestsTab,
}))

const tabs = {
  text: 'Text',
  rules: 'Rules',
  findings: 'Findings',
  tests: 'Tests',
  manifest: 'policy.yaml',
  releases: 'Releases',
  graph: 'Graph',
} as const
type TabName = keyof typeof tabs
/** Names that older addresses have. */
const formerly: Readonly<Record<string, TabName>> = { cases: 'tests' }

interface BodyProps {
  readonly policy: Policy
  readonly version: WholeVersion
  readonly tab: TabName
}

function Body({ policy, version, tab }: BodyProps) {
  if (tab === 'text')
    return <PolicyText version={version} versions={policy.versions.edges.map(({ node }) => node)} />
  if (tab === 'rules')
    return (
      <>
        <RulesTab version={version} />
        <RulingsOfPolicy policy={policy.name} />
      </>
    )
  if (tab === 'tests')
    return (
      <Suspense fallback={<Bones lines={10} />}>
        <TestsTab version={version} />
      </Suspense>
    )
  return <ManifestTab version={version} />
}

function Bar({ policy, version }: { policy: Policy; version: WholeVersion }) {
  const mayDraft = usePermit()('policy:draft')
  const path = `/policies/${encodeURIComponent(policy.name)}`
  return (
    <header className="pbar">
      <span className="row">
        <span>
          version {version.sequence} <span className="mono">{version.shortCommit}</span>{' '}
          <Copy text={version.commit} what="the commit" />
        </span>
        {version.inForce && <span className="chip">in force</span>}
      </span>
      <TokenMeter tokens={version.tokens} />
      <span className="spacer" />
      <Link className="btn" to={`/verdicts?q=policy:${policy.name}+commit:${version.commit}`}>
        Verdicts under it
      </Link>
      <Link className="btn" to={`${path}/compare?head=${version.commit}`}>
        Compare
      </Link>
      {mayDraft && (
        <Link className="btn primary" to={`${path}/edit`}>
          Edit
        </Link>
      )}
    </header>
  )
}

export function PolicyShow() {
  const { name = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const at = search.get('at')
  const wished = search.get('tab') ?? 'text'
  const tab = wished in tabs ? (wished as TabName) : (formerly[wished] ?? 'text')
  const { data, error, refetch } = useGraph(POLICY, { name })
  const pinned = useGraph(POLICY_VERSION, { policy: name, ref: at ?? '' }, { enabled: at !== null })
  const policy = data?.policy
  const newest = policy?.versions.edges[0]?.node.commit
  const fallback = useGraph(
    POLICY_VERSION,
    { policy: name, ref: newest ?? '' },
    { enabled: at === null && policy != null && policy.inForce === null && newest !== undefined },
  )
  const version = at
    ? pinned.data?.policyVersion
    : (policy?.inForce ?? fallback.data?.policyVersion)
  const setTab = (next: TabName) => {
    const address = new URLSearchParams(search)
    address.set('tab', next)
    setSearch(address, { replace: true })
  }
  const failed = error ?? pinned.error
  return (
    <>
      <PageTop title={policy?.title ?? name} above={[{ title: 'Policies', to: '/policies' }]} />
      {failed && !policy && <Failed error={failed} again={() => void refetch()} />}
      {!data && !error && <Bones lines={16} label="reading the policy" />}
      {data && !policy && (
        <Empty title="There is no such policy">
          <Link to="/policies">All policies</Link>
        </Empty>
      )}
      {policy && (
        <div className="pshow">
          <div className="pmain">
            {version && <Bar policy={policy} version={version} />}
            <Tabs
              value={tab}
              onChange={(_, next: TabName) => setTab(next)}
              aria-label="Parts of the version"
            >
              {Object.entries(tabs).map(([key, words]) => (
                <Tab
                  key={key}
                  value={key}
                  label={words}
                  id={`tab-${key}`}
                  aria-controls="policy-part"
                />
              ))}
            </Tabs>
            <div
              className="pbody"
              role="tabpanel"
              id="policy-part"
              aria-labelledby={`tab-${tab}`}
              tabIndex={0}
            >
              {tab === 'findings' ? (
                <FindingRules policy={policy.name} />
              ) : tab === 'releases' || tab === 'graph' ? (
                <Suspense fallback={<Bones lines={14} />}>
                  {tab === 'graph' ? (
                    <GraphTab policy={policy.name} />
                  ) : (
                    <ReleasesTab
                      policy={policy.name}
                      versions={policy.versions.edges.map(({ node }) => node)}
                    />
                  )}
                </Suspense>
              ) : version ? (
                <Body policy={policy} version={version} tab={tab} />
              ) : at && pinned.data ? (
                <Empty title="The policy has no such version">
                  <p>
                    <span className="mono">{at.slice(0, 12)}</span> is no version of it.{' '}
                    <Link to={`/policies/${encodeURIComponent(policy.name)}`}>
                      The version in force
                    </Link>
                  </p>
                </Empty>
              ) : pinned.error ? (
                <Missing error={pinned.error} again={() => void pinned.refetch()} />
              ) : (
                <Bones lines={14} />
              )}
            </div>
          </div>
          <Versions policy={policy} shown={version?.commit ?? ''} />
        </div>
      )}
    </>
  )
}
