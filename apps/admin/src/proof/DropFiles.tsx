import { useId, useState, type DragEvent } from 'react'
import { Button } from '../parts/Button.js'
import { Icon } from '../parts/Icon.js'
import type { Held, Pair } from './pair.js'

interface Props {
  readonly pair: Pair
  readonly refused: readonly string[]
  readonly take: (files: readonly File[]) => void
  readonly clear: () => void
}

/** Both halves of a proof, dropped or chosen; nothing leaves this computer. */
export function DropFiles({ pair, refused, take, clear }: Props) {
  const id = useId()
  const [over, setOver] = useState(false)
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault()
    setOver(inside)
  }
  const drop = (event: DragEvent) => {
    drag(event, false)
    take([...event.dataTransfer.files])
  }
  return (
    <section
      className="panel proof-drop"
      aria-label="Files to verify"
      data-over={over}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={drop}
    >
      <div>
        <label htmlFor={id}>Drop a proof and its record here, or choose both</label>
        <input
          id={id}
          type="file"
          multiple
          accept=".tlog-proof,.json,text/plain,application/json"
          aria-describedby={`${id}-said`}
          onChange={({ target }) => {
            take([...(target.files ?? [])])
            target.value = ''
          }}
        />
        <p id={`${id}-said`} className="sub">
          They are read by this page and sent nowhere.
        </p>
      </div>
      <ul className="proof-halves">
        <Half what="Proof" held={pair.proof} wanted="a file ending in .tlog-proof" />
        <Half what="Record" held={pair.record} wanted="the .record.json it came with" />
      </ul>
      {refused.map((words) => (
        <p key={words} role="alert" className="missing">
          {words}.
        </p>
      ))}
      {(pair.proof ?? pair.record) && (
        <div>
          <Button onClick={clear}>Clear</Button>
        </div>
      )}
    </section>
  )
}

function Half({ what, held, wanted }: { what: string; held?: Held | undefined; wanted: string }) {
  return (
    <li>
      <span className="mark">{held && <Icon name="check" />}</span>
      <span className="strong">{what}</span>{' '}
      {held ? (
        <span className="mono">{held.name}</span>
      ) : (
        <span className="dim">missing: {wanted}</span>
      )}
    </li>
  )
}
