import { useState } from 'react'
import { MenuItem, TextField } from '@mui/material'
import { useAct } from '../../api/useGraph.js'
import { useKeys } from '../../keys/useKeys.js'
import { Button } from '../../parts/Button.js'
import { Bones, Missing, Refused } from '../../parts/states.js'
import { RunHow, useHow } from '../../policy-tests/RunHow.js'
import { parseCases } from '../policy-cases.js'
import type { PolicyFiles } from '../starter.js'
import { withLineFeeds } from './draft.js'
import { sampleContent } from './sample-content.js'
import { TRY_CASE } from './try-documents.js'
import { Tried } from './Tried.js'
import '../../policy-tests/policy-tests.css'

interface Props {
  readonly draft: PolicyFiles
  /** Puts one more line at the end of cases.jsonl. */
  readonly onAdd: (line: string) => void
}

const own = 'own'

/** Judges one item by the draft as it stands; nothing of it is kept. */
export function RunCase({ draft, onAdd }: Props) {
  const { how, endpoints, choose, asked, error } = useHow()
  const [chosen, setChosen] = useState(own)
  const [words, setWords] = useState('')
  const [tried, setTried] = useState<{ of: PolicyFiles; content: string } | null>(null)
  const trial = useAct(TRY_CASE, (result) => result.tryCase)
  const samples = parseCases(draft.cases)
  const sample = samples[Number(chosen)]
  const content = sampleContent(draft.cases, sample ? Number(chosen) : words)
  const ready = (sample !== undefined || words.trim() !== '') && !trial.isPending
  const run = () => {
    if (!ready) return
    setTried({ of: draft, content })
    const policy = { text: withLineFeeds(draft.text), manifest: withLineFeeds(draft.manifest) }
    trial.mutate({ input: { policy, content: JSON.parse(content) as { text: string }, ...asked } })
  }
  useKeys({ runCase: run })
  const isBehind =
    tried !== null && (tried.of.text !== draft.text || tried.of.manifest !== draft.manifest)
  return (
    <section className="prompt" aria-label="Run a case">
      <TextField
        select
        label="Item to judge"
        value={sample ? chosen : own}
        onChange={(event) => setChosen(event.target.value)}
      >
        <MenuItem value={own}>words of my own</MenuItem>
        {samples.map(({ line, label, content: item }, index) => (
          <MenuItem key={line} value={String(index)}>
            case {line}, {label}: {item.slice(0, 60)}
          </MenuItem>
        ))}
      </TextField>
      {!sample && (
        <TextField
          label="Words of the item"
          multiline
          minRows={3}
          maxRows={8}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      <RunHow {...{ how, endpoints, choose }} />
      {error && <Missing error={error} />}
      <Button kind="primary" keyName="runCase" disabled={!ready} onClick={run}>
        {trial.isPending ? 'Being judged' : 'Run'}
      </Button>
      <Refused error={trial.error} />
      {trial.isPending && <Bones lines={4} label="being judged" />}
      {trial.data && tried && !trial.isPending && (
        <Tried
          key={trial.data.id}
          tried={trial.data}
          content={tried.content}
          {...{ isBehind, draft, onAdd }}
          expected={
            sample && sampleContent(draft.cases, Number(chosen)) === tried.content ? sample : null
          }
        />
      )}
    </section>
  )
}
