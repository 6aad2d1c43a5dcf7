import { useState } from 'react'
import { useGraph } from '../api/useGraph.js'
import { ManageViews } from './ManageViews.js'
import { printQuery, type Query } from './query.js'
import { SaveView } from './SaveView.js'
import { VIEWS } from './views-documents.js'

interface Named {
  readonly id: string
  readonly name: string
  readonly query: string
}

const shipped: readonly Named[] = [
  { id: 'all', name: 'All', query: '' },
  { id: 'today', name: 'Today', query: 'decided:today' },
  { id: 'likely-wrong', name: 'Likely wrong', query: 'flagged:yes' },
]

/** More stand in the dialog, where there is room for their queries too. */
const shownAtMost = 3

/** Queries with a name: a few that come with the house, one's own, and what others share. */
export function Views({ query, onPick }: { query: Query; onPick: (text: string) => void }) {
  const { data, refetch } = useGraph(VIEWS, {})
  const [open, setOpen] = useState<'save' | 'manage' | null>(null)
  const text = printQuery(query)
  const saved = data?.savedViews ?? []
  const known = [...shipped, ...saved].some((view) => view.query === text)
  const close = () => setOpen(null)
  return (
    <span className="seg low wide" role="group" aria-label="Views">
      {[...shipped, ...saved.slice(0, shownAtMost)].map((view: Named) => (
        <button
          key={view.id}
          type="button"
          aria-pressed={view.query === text}
          onClick={() => onPick(view.query)}
        >
          {view.name}
        </button>
      ))}
      {saved.length > 0 && (
        <button type="button" aria-haspopup="dialog" onClick={() => setOpen('manage')}>
          All views
        </button>
      )}
      {data && !known && (
        <button type="button" aria-haspopup="dialog" onClick={() => setOpen('save')}>
          Save view
        </button>
      )}
      {open === 'save' && (
        <SaveView
          query={text}
          onClose={close}
          onSaved={() => {
            close()
            void refetch()
          }}
        />
      )}
      {open === 'manage' && (
        <ManageViews
          views={saved}
          onClose={close}
          onChanged={() => void refetch()}
          onPick={(picked) => {
            close()
            onPick(picked)
          }}
        />
      )}
    </span>
  )
}
