import { useState } from 'react'
import { useGraph } from '../api/useGraph.js'
import { graphql } from '../api/graphql.js'
import { Commands } from '../changes/Commands.js'
import { VisibleText } from '../reading/VisibleText.js'
import type { WholeVersion } from './documents.js'

const MANIFEST = graphql(`
  query Manifest($policy: String!, $ref: String!) {
    policyVersion(policy: $policy, ref: $ref) {
      commit
      manifest
    }
  }
`)

interface Provenance {
  readonly source?: string
  readonly licence?: string
  readonly file?: string
}

const tools = {
  'lmstudio-preset': 'LM Studio',
  'ollama-modelfile': 'Ollama',
  curl: 'curl',
} as const
type Tool = keyof typeof tools

/** Where a policy that was taken from a pack comes from, and under which terms. */
function ComesFrom({ policy, commit }: Pick<WholeVersion, 'policy' | 'commit'>) {
  const { data } = useGraph(MANIFEST, { policy, ref: commit })
  const manifest = data?.policyVersion?.manifest as { provenance?: Provenance } | undefined
  const provenance = manifest?.provenance
  if (!provenance) return null
  const lines = [
    ['Source', provenance.source],
    ['Licence', provenance.licence],
    ['File', provenance.file],
  ] as const
  return (
    <section aria-label="Where it comes from">
      <h2>Where it comes from</h2>
      <dl className="pair">
        {lines.map(
          ([name, words]) =>
            words && (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>
                  <VisibleText text={words} />
                </dd>
              </div>
            ),
        )}
      </dl>
    </section>
  )
}

/** The command that writes a version for a tool of somebody else’s. */
function ForOtherTools({ policy, sequence }: Pick<WholeVersion, 'policy' | 'sequence'>) {
  const [tool, setTool] = useState<Tool>('lmstudio-preset')
  return (
    <section aria-label="For other tools">
      <h2>For other tools</h2>
      <span className="seg low" role="group" aria-label="Tool">
        {(Object.entries(tools) as [Tool, string][]).map(([key, words]) => (
          <button key={key} type="button" aria-pressed={key === tool} onClick={() => setTool(key)}>
            {words}
          </button>
        ))}
      </span>
      <Commands
        lines={[`npx assize policy export ${policy} v${sequence} --as ${tool}`]}
        what="the command that exports the version"
      />
    </section>
  )
}

/** policy.yaml of a version, where the version comes from, and the way to other tools. */
export const ManifestTab = ({ version }: { version: WholeVersion }) => (
  <>
    <pre className="source" tabIndex={0} aria-label="policy.yaml">
      {version.manifestYaml}
    </pre>
    <div className="besidemanifest">
      <ComesFrom {...version} />
      <ForOtherTools {...version} />
    </div>
  </>
)
