import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { OPEN_CHANGES } from '../changes/documents.js'
import { Icon } from '../parts/Icon.js'
import { Bones, Missing } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { useNow } from '../parts/useNow.js'
import { Outcome } from '../parts/Outcome.js'
import { QUEUES, type Queue } from '../workbench/documents.js'
import { duration } from '../words/time.js'
import { counted, toWords } from '../words/words.js'
import { OPEN_APPEALS, type Figures } from './figures.js'

const lines = 4
const nearMs = 3 * 24 * 3_600_000

interface BoxProps {
  readonly label: string
  readonly figure: number | string
  readonly what: ReactNode
  readonly link: ReactNode
  readonly note: string
  readonly children: ReactNode
}

const Box = ({ label, figure, what, link, note, children }: BoxProps) => (
  <section className="panel" aria-label={label}>
    <div className="t">
      <b>{typeof figure === 'number' ? figure.toLocaleString('en') : figure}</b> {what}
      {link}
    </div>
    <p className="s">{note}</p>
    <ol>{children}</ol>
  </section>
)

interface WaitingProps {
  readonly label: string
  readonly error: Error | null
  readonly again: () => unknown
}

/** In place of a box until it can be read, or because it could not. */
const Waiting = ({ label, error, again }: WaitingProps) => (
  <section className="panel" aria-label={label}>
    {error ? <Missing error={error} again={() => void again()} /> : <Bones lines={5} />}
  </section>
)

const Late = ({ children }: { children: ReactNode }) => (
  <span className="late">
    <Icon name="alert" />
    {children}
  </span>
)

export function CasesWaiting() {
  const { data, error, refetch } = useGraph(QUEUES, {}, { refetchEveryMs: 60_000 })
  const now = useNow(30_000)
  if (!data) return <Waiting label="Cases waiting" error={error} again={refetch} />
  const sum = (pick: (queue: Queue) => number) =>
    data.queues.reduce((total, queue) => total + pick(queue), 0)
  const oldest = data.queues
    .map(({ oldestAt }) => oldestAt)
    .filter((at) => at !== null)
    .sort()[0]
  const queues = [...data.queues].sort((a, b) => b.overdue - a.overdue || b.waiting - a.waiting)
  const note = [
    oldest && `oldest ${duration(now.getTime() - Date.parse(oldest))}`,
    `${sum((queue) => queue.dueSoon)} due soon`,
    `${sum((queue) => queue.overdue)} overdue`,
  ]
  return (
    <Box
      label="Cases waiting"
      figure={sum((queue) => queue.waiting)}
      what="cases waiting"
      link={<Link to="/queues">Queues</Link>}
      note={note.filter(Boolean).join(', ')}
    >
      {queues.slice(0, lines).map((queue) => (
        <li key={queue.name}>
          <Link className="cut" to={`/queues?queue=${encodeURIComponent(queue.name)}`}>
            {queue.name}
          </Link>
          {queue.overdue > 0 ? (
            <Late>{queue.overdue} overdue</Late>
          ) : (
            <span className="sub">{queue.waiting} waiting</span>
          )}
        </li>
      ))}
    </Box>
  )
}

interface UndeterminedProps {
  readonly figures: Figures | undefined
  readonly error: Error | null
  readonly again: () => unknown
}

export function Undetermined({ figures, error, again }: UndeterminedProps) {
  if (!figures) return <Waiting label="Undetermined" error={error} again={again} />
  const reasons = [...figures.undeterminedReasons].sort((a, b) => b.count - a.count)
  return (
    <Box
      label="Undetermined"
      figure={figures.undetermined24h}
      what={<Outcome name="UNDETERMINED" size="plain" />}
      link={<Link to="/verdicts?q=outcome:undetermined+decided:24h">Show</Link>}
      note="in 24 h, hidden until someone looks"
    >
      {reasons.slice(0, lines).map(({ value, count }) => (
        <li key={value}>
          <Link className="cut" to="/verdicts?q=outcome:undetermined+decided:24h">
            {toWords(value.replaceAll('-', ' '))}
          </Link>
          <span className="sub">{count}</span>
        </li>
      ))}
      {reasons.length === 0 && <li className="dim">none in the last 24 h</li>}
    </Box>
  )
}

export function ChangesWaiting() {
  const { data, error, refetch } = useGraph(OPEN_CHANGES, {}, { refetchEveryMs: 60_000 })
  if (!data) return <Waiting label="Policy changes" error={error} again={refetch} />
  const open = data.changes.edges.map((edge) => edge.node)
  const oldest = open.at(-1)
  return (
    <Box
      label="Policy changes"
      figure={`${open.length}${data.changes.pageInfo.hasNextPage ? '+' : ''}`}
      what={`policy ${open.length === 1 ? 'change' : 'changes'} awaiting approval`}
      link={<Link to="/changes?state=open">All</Link>}
      note={oldest ? 'not merged yet, the newest first' : 'every change was merged or closed'}
    >
      {open.slice(0, lines).map(({ id, number, title, openedAt }) => (
        <li key={id}>
          <span className="cut">
            <Link to={`/changes/${id}`}>{title}</Link> <span className="dim">#{number}</span>
          </span>
          <span className="sub">
            <Time at={openedAt} />
          </span>
        </li>
      ))}
      {open.length === 0 && <li className="dim">none is open</li>}
    </Box>
  )
}

export function AppealsNear() {
  const { data, error, refetch } = useGraph(OPEN_APPEALS, {}, { refetchEveryMs: 60_000 })
  const now = useNow(30_000)
  if (!data) return <Waiting label="Appeals" error={error} again={refetch} />
  const open = data.appeals.edges
    .map((edge) => edge.node)
    .map((appeal) => ({ ...appeal, leftMs: Date.parse(appeal.dueAt) - now.getTime() }))
    .sort((a, b) => a.leftMs - b.leftMs)
  const near = open.filter(({ leftMs }) => leftMs < nearMs)
  const total = `${data.appeals.pageInfo.hasNextPage ? 'over ' : ''}${open.length}`
  return (
    <Box
      label="Appeals"
      figure={near.length}
      what="appeals near their limit"
      link={<Link to="/appeals">All {total} open</Link>}
      note={near.length ? 'the nearest first' : 'none is due in the next three days'}
    >
      {open.slice(0, lines).map((appeal) => (
        <li key={appeal.id}>
          <span className="cut">
            <Link to={`/appeals/${appeal.id}`}>A-{appeal.number}</Link> {appeal.policyThen?.policy},{' '}
            {toWords(appeal.action.kind)}
          </span>
          {appeal.leftMs < 24 * 3_600_000 ? (
            <Late>{appeal.leftMs < 0 ? 'overdue' : `${duration(appeal.leftMs)} left`}</Late>
          ) : (
            <span className="sub">{duration(appeal.leftMs)} left</span>
          )}
        </li>
      ))}
      {open.length === 0 && <li className="dim">{counted(0, 'appeal')} open</li>}
    </Box>
  )
}
