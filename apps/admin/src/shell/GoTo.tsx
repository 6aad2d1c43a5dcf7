import { useState } from 'react'
import { Dialog } from '@mui/material'
import { useNavigate } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { targetsFor } from './go-to-targets.js'
import { POLICY_NAMES } from '../policies/policy-names.js'
import { useOpenPlaces } from './Menu.js'

/** One box that leads to any page, policy, id or search. */
export function GoTo({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const places = useOpenPlaces()
  const { data } = useGraph(POLICY_NAMES, {}, { enabled: usePermit()('policy:read') })
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const targets = targetsFor(typed, places, data?.policies ?? []).slice(0, 12)
  const chosen = Math.min(at, targets.length - 1)
  const go = (index: number) => {
    const target = targets[index]
    if (target) void navigate(target.to)
    onClose()
  }
  const move = (step: number) => setAt((chosen + step + targets.length) % targets.length)
  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      slotProps={{ paper: { 'aria-label': 'Go to anything' } }}
    >
      <div className="goto-box">
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls="goto-list"
          aria-activedescendant={`goto-${chosen}`}
          aria-label="Go to anything"
          placeholder="a page, a policy, an id, or words to search for"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') move(1)
            else if (event.key === 'ArrowUp') move(-1)
            else if (event.key === 'Enter') go(chosen)
            else return
            event.preventDefault()
          }}
        />
        <ul id="goto-list" role="listbox" aria-label="Where to">
          {targets.map((target, i) => (
            <li
              key={`${target.kind} ${target.to}`}
              id={`goto-${i}`}
              role="option"
              aria-selected={i === chosen}
              onMouseEnter={() => setAt(i)}
              onClick={() => go(i)}
            >
              <span className="cut">{target.title}</span>
              <span className="dim">{target.kind}</span>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
