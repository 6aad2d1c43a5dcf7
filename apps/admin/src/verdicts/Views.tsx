import { useState } from 'react'
import { useStore } from 'react-admin'
import { Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { Button } from '../parts/Button.js'
import { printQuery, type Query } from './query.js'

interface View {
  readonly name: string
  readonly query: string
}

const shipped: readonly View[] = [
  { name: 'All', query: '' },
  { name: 'Today', query: 'decided:today' },
  { name: 'Likely wrong', query: 'flagged:yes' },
]

function SaveView({
  query,
  onSave,
  onClose,
}: {
  query: string
  onSave: (view: View) => void
  onClose: () => void
}) {
  const [name, setName] = useState('')
  return (
    <Dialog open onClose={onClose} aria-labelledby="save-view">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) onSave({ name: name.trim(), query })
        }}
      >
        <DialogTitle id="save-view">Save this view</DialogTitle>
        <DialogContent>
          <div className="form">
            <TextField
              label="Name"
              value={name}
              onChange={(e) => setName(e.target.value)}
              autoFocus
              helperText={query || 'all verdicts'}
            />
          </div>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary">
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

/** Queries with a name: a few that come with the house, and one's own. */
export function Views({ query, onPick }: { query: Query; onPick: (text: string) => void }) {
  const [own, setOwn] = useStore<View[]>('verdicts.views', [])
  const [saving, setSaving] = useState(false)
  const text = printQuery(query)
  return (
    <span className="seg low wide" role="group" aria-label="Views">
      {[...shipped, ...own].map((view) => (
        <button
          key={view.name}
          type="button"
          aria-pressed={view.query === text}
          onClick={() => onPick(view.query)}
        >
          {view.name}
        </button>
      ))}
      {![...shipped, ...own].some((view) => view.query === text) && (
        <button type="button" onClick={() => setSaving(true)}>
          Save view
        </button>
      )}
      {saving && (
        <SaveView
          query={text}
          onClose={() => setSaving(false)}
          onSave={(view) => {
            setOwn([...own.filter((other) => other.name !== view.name), view])
            setSaving(false)
          }}
        />
      )}
    </span>
  )
}
