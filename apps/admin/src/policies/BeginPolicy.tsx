import { useState } from 'react'
import { TextField } from '@mui/material'
import { useSearchParams } from 'react-router'
import { Commands } from '../changes/Commands.js'
import { Button } from '../parts/Button.js'
import type { Template } from './template-documents.js'

/** A name, from which rules take their codes, and one of the two shapes that policies are written in. */
export function BeginPolicy({ templates }: { templates: readonly Template[] }) {
  const [search, setSearch] = useSearchParams()
  const [name, setName] = useState(search.get('name') ?? '')
  const begin = (template: string) => setSearch({ name: name.trim(), template })
  return (
    <div className="page padded">
      <TextField
        label="Name, lower case with hyphens"
        helperText="stands in addresses, folders and branches"
        value={name}
        onChange={(event) => setName(event.target.value)}
        sx={{ maxWidth: 320 }}
        autoFocus
      />
      <div className="cards">
        {templates.map((template) => (
          <section key={template.name} className="panel card" aria-label={template.title}>
            <h2>{template.title}</h2>
            <p className="sub">{template.about}</p>
            <pre className="source begins" tabIndex={0} aria-label={`How ${template.title} reads`}>
              {template.text}
            </pre>
            <Button
              kind="primary"
              disabled={name.trim() === ''}
              title={name.trim() === '' ? 'give it a name first' : `Begin ${name.trim()} with it`}
              onClick={() => begin(template.name)}
            >
              Begin with it
            </Button>
          </section>
        ))}
      </div>
      <section className="panel" aria-label="Policies from elsewhere">
        <div className="head">
          <h2>Policies from elsewhere</h2>
        </div>
        <div className="in">
          <p className="sub">
            A folder or an archive of policies is read from a terminal, in either shape above or as
            policy_v001.md with tables of cases; where it came from and its licence are kept with
            each policy. Nothing is judged by it until it is published.
          </p>
          <Commands
            lines={[
              'npx assize policy import pack.zip --source https://example.org/pack --licence CC-BY-4.0 --dry-run',
            ]}
            what="the command that imports a pack"
          />
        </div>
      </section>
    </div>
  )
}
