import { lazy, Suspense, useState } from 'react'
import { TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import { useAct, useGraph } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Bones, Failed, Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { PageTop } from '../shell/PageTop.js'
import { counted } from '../words/words.js'
import { COMMIT, POLICY, POLICY_VERSION } from './documents.js'
import { lintText } from './policy-lint.js'
import { starter, type PolicyFiles } from './starter.js'
import { TokenMeter } from './TokenMeter.js'
import './policies.css'

const CodeEditor = lazy(async () => ({
  default: (await import('./CodeEditor.js')).CodeEditor,
}))

const files = { text: 'policy.md', manifest: 'policy.yaml', cases: 'cases.jsonl' } as const
type FileName = keyof typeof files

const charactersPerToken = 4.4

interface Base extends PolicyFiles {
  readonly parent: string | null
  readonly tokens: number
}

/** Tokens of an edited text, from what its base is known to weigh. */
function estimatedTokens(text: string, base: Base): number {
  const ratio = base.tokens > 0 ? base.text.length / base.tokens : charactersPerToken
  return Math.round(text.length / ratio)
}

function Editor({ name, base, isNew }: { name: string; base: Base; isNew: boolean }) {
  const [policy, setPolicy] = useState(name)
  const [draft, setDraft] = useState<PolicyFiles>(base)
  const [file, setFile] = useState<FileName>('text')
  const [message, setMessage] = useState('')
  const navigate = useNavigate()
  const client = useQueryClient()
  const commit = useAct(COMMIT, (result) => result.commitPolicy)
  const changed = (Object.keys(files) as FileName[]).filter((key) => draft[key] !== base[key])
  const problems = lintText(draft.text, draft.manifest)
  const ready = message.trim() !== '' && policy.trim() !== '' && (changed.length > 0 || isNew)
  const submit = () => {
    const { text, manifest, cases } = draft
    const { parent } = base
    commit.mutate(
      { input: { policy: policy.trim(), text, manifest, cases, message: message.trim(), parent } },
      {
        onSuccess: (version) => {
          say(`Committed ${version.shortCommit}; nothing is judged by it until it is published`)
          void client.invalidateQueries()
          void navigate(`/policies/${encodeURIComponent(version.policy)}?at=${version.commit}`)
        },
      },
    )
  }
  return (
    <div className="pmain">
      <header className="pbar">
        {isNew && (
          <TextField
            label="Name, lower case with hyphens"
            value={policy}
            onChange={(event) => setPolicy(event.target.value)}
            sx={{ width: 200 }}
          />
        )}
        <span className="seg" role="group" aria-label="File">
          {(Object.entries(files) as [FileName, string][]).map(([key, words]) => (
            <button
              key={key}
              type="button"
              aria-pressed={key === file}
              onClick={() => setFile(key)}
            >
              {words} {changed.includes(key) && <span className="dim">changed</span>}
            </button>
          ))}
        </span>
        <span className="sub">
          {problems.length ? counted(problems.length, 'warning') : 'no warnings'}
        </span>
        <span className="spacer" />
        <TokenMeter tokens={estimatedTokens(draft.text, base)} about={draft.text !== base.text} />
      </header>
      <div className="pbody">
        <Suspense fallback={<Bones lines={16} />}>
          <CodeEditor
            key={file}
            label={files[file]}
            text={draft[file]}
            mono={file !== 'text'}
            onChange={(text) => setDraft((known) => ({ ...known, [file]: text }))}
            {...(file === 'text' ? { lint: (text: string) => lintText(text, draft.manifest) } : {})}
          />
        </Suspense>
      </div>
      <footer className="pbar says">
        <TextField
          label="What changed and why"
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
        <Button kind="primary" disabled={!ready || commit.isPending} onClick={submit}>
          Commit
        </Button>
      </footer>
      {commit.error && (
        <div className="padded">
          <Refused error={commit.error} />
        </div>
      )}
    </div>
  )
}

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
        <Editor
          key={whole.commit}
          name={name}
          isNew={false}
          base={{
            text: whole.text,
            manifest: whole.manifestYaml,
            cases: whole.cases,
            parent: whole.commit,
            tokens: whole.tokens,
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
      <Editor name="" isNew base={{ ...starter, parent: null, tokens: 0 }} />
    </>
  )
}
