import { useState } from 'react'
import { MenuItem, TextField } from '@mui/material'
import { useGraph } from '../../api/useGraph.js'
import { Bones, Missing } from '../../parts/states.js'
import { VisibleText } from '../../reading/VisibleText.js'
import { counted } from '../../words/words.js'
import { parseCases } from '../policy-cases.js'
import { PROMPT } from './lint-documents.js'
import { sampleContent } from './sample-content.js'
import { useSettled } from './useLint.js'

interface Props {
  readonly text: string
  readonly cases: string
}

const own = 'own'

/** The two messages that judging would send, built where judging builds them. */
export function PromptPreview({ text, cases }: Props) {
  const samples = parseCases(cases)
  const [chosen, setChosen] = useState(samples.length > 0 ? '0' : own)
  const [words, setWords] = useState('an item to be judged')
  const content = useSettled(sampleContent(cases, chosen === own ? words : Number(chosen)))
  const draft = useSettled(text)
  const prompt = useGraph(
    PROMPT,
    { input: { text: draft, content: JSON.parse(content) as { text: string } } },
    { keep: true },
  )
  const shown = prompt.data?.policyPrompt
  return (
    <section className="prompt" aria-label="Prompt preview">
      <TextField
        select
        label="Item to judge"
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
      >
        {samples.map(({ line, label, content: item }, index) => (
          <MenuItem key={line} value={String(index)}>
            case {line}, {label}: {item.slice(0, 60)}
          </MenuItem>
        ))}
        <MenuItem value={own}>words of my own</MenuItem>
      </TextField>
      {chosen === own && (
        <TextField
          label="Words of the item"
          multiline
          maxRows={4}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      {prompt.error && <Missing error={prompt.error} again={() => void prompt.refetch()} />}
      {!shown && !prompt.error && <Bones lines={6} />}
      {shown && (
        <>
          <p className="sub">
            {counted(shown.messages.length, 'message')}, {counted(shown.tokens, 'token')}, as sent
          </p>
          {shown.messages.map(({ role, content: sent }) => (
            <figure key={role}>
              <figcaption className="mono">{role}</figcaption>
              <pre tabIndex={0} aria-label={`${role} message`}>
                <VisibleText text={sent} />
              </pre>
            </figure>
          ))}
        </>
      )}
    </section>
  )
}
