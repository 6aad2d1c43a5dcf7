import {
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react'
import { useStore } from 'react-admin'

const smallest = 12

function Grip({
  label,
  value,
  move,
}: {
  label: string
  value: number
  move: (percent: number) => void
}) {
  const start = useRef<{ x: number; width: number; value: number } | null>(null)
  const down = (event: PointerEvent<HTMLElement>) => {
    const panes = event.currentTarget.closest('.panes')
    if (!panes) return
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width: panes.clientWidth, value }
  }
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!start.current) return
    const { x, width, value: from } = start.current
    move(from + ((event.clientX - x) / width) * 100)
  }
  const key = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowLeft: -2, ArrowRight: 2 }[event.key]
    if (!step) return
    event.preventDefault()
    move(value + step)
  }
  return (
    <span
      className="grip"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(value)}
      tabIndex={0}
      onPointerDown={down}
      onPointerMove={drag}
      onPointerUp={() => (start.current = null)}
      onKeyDown={key}
    />
  )
}

interface Props {
  readonly content: ReactNode
  readonly trace: ReactNode
  readonly policy: ReactNode
  /** What the third pane is, where it is not the policy. */
  readonly third?: string
}

/** Three panes side by side, resized by pointer or arrow keys, remembered; stacked on a phone. */
export function Panes({ content, trace, policy, third = 'Policy' }: Props) {
  const [[left, right], setWidths] = useStore<[number, number]>('panes', [25, 29])
  const set = (a: number, b: number) => {
    const first = Math.max(smallest, Math.min(a, 100 - 2 * smallest))
    setWidths([first, Math.max(smallest, Math.min(b, 100 - first - smallest))])
  }
  const style = { '--left': `${left}%`, '--right': `${right}%` } as CSSProperties
  return (
    <div className="panes three" style={style}>
      <section className="pane" aria-label="Content">
        {content}
      </section>
      <section className="pane" aria-label="Trace">
        <Grip label="Width of the content" value={left} move={(percent) => set(percent, right)} />
        {trace}
      </section>
      <section className="pane" aria-label={third}>
        <Grip
          label="Width of the trace"
          value={100 - right}
          move={(percent) => set(left, 100 - percent)}
        />
        {policy}
      </section>
    </div>
  )
}
