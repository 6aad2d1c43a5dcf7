import { useState } from 'react'
import { TextField } from '@mui/material'
import { useSearchParams } from 'react-router'
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
    </div>
  )
}
