import { Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Copy } from '../parts/Copy.js'
import { Refused } from '../parts/states.js'
import { DELETE_VIEW, type View } from './views-documents.js'

interface Props {
  readonly views: readonly View[]
  readonly onPick: (query: string) => void
  readonly onChanged: () => void
  readonly onClose: () => void
}

const addressOf = (query: string) =>
  `${window.location.origin}/verdicts?${new URLSearchParams({ q: query }).toString()}`

/** All named queries: to open, to hand on, and one's own to delete. */
export function ManageViews({ views, onPick, onChanged, onClose }: Props) {
  const act = useAct(DELETE_VIEW, (result) => result.deleteView)
  return (
    <Dialog open onClose={onClose} aria-labelledby="views" fullWidth maxWidth="sm">
      <DialogTitle id="views">Views</DialogTitle>
      <DialogContent>
        <Refused error={act.error} />
        <ul className="views">
          {views.map((view) => (
            <li key={view.id}>
              <button className="link" type="button" onClick={() => onPick(view.query)}>
                {view.name}
              </button>
              <span className="dim cut" title={view.query}>
                {view.query || 'all verdicts'}
              </span>
              <span className="sub">
                {view.own ? (view.shared ? 'shared' : 'only you') : `from ${view.owner.name}`}
                {view.wordsErased && ', without words that were erased'}
              </span>
              <Copy text={addressOf(view.query)} what={`the address of ${view.name}`} />
              {view.own && (
                <Button
                  kind="quiet"
                  aria-label={`delete ${view.name}`}
                  disabled={act.isPending}
                  onClick={() => act.mutate({ id: view.id }, { onSuccess: onChanged })}
                >
                  Delete
                </Button>
              )}
            </li>
          ))}
        </ul>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  )
}
