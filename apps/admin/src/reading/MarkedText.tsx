import { useReading } from './reading-context.js'
import type { Mark } from './marks.js'
import { FindingMark } from '../parts/FindingMark.js'
import { segments, type Segment } from './segments.js'
import { VisibleText } from './VisibleText.js'

const underline = {
  rule: 'rulec',
  quote: 'quote',
  content: 'said',
  fact: 'fact',
  inference: 'infer',
  conclusion: 'end',
  finding: 'flag',
}

/** The claim under a mark gives the underline; a selected mark lies on top of all. */
function look(marks: readonly Mark[], selected: string | null, inTrace: boolean): string {
  const on = marks.some((mark) => mark.id === selected) ? 'on' : ''
  if (!inTrace) return on
  const claim = marks.find((mark) => mark.kind !== 'finding')
  const lone = claim?.unsupported ? 'lone' : ''
  return ['c', underline[claim?.kind ?? 'finding'], lone, on].filter(Boolean).join(' ')
}

const kindWords = {
  rule: 'rule cited',
  quote: 'quote of the policy',
  content: 'quote of the content',
  fact: 'observation',
  inference: 'inference',
  conclusion: 'conclusion',
}

function titleOf(marks: readonly Mark[]): string | undefined {
  const claim = marks.find((mark) => mark.kind !== 'finding')
  if (!claim || claim.kind === 'finding') return undefined
  const words = kindWords[claim.kind]
  return claim.unsupported ? `${words.replace(/ of .*$/, '')}, unsupported` : words
}

/** A mark asked for by a click: the selected one first lets go, then findings before claims. */
const chosen = (marks: readonly Mark[]) => marks.find((mark) => mark.kind === 'finding') ?? marks[0]

function Piece({ segment, inTrace }: { segment: Segment<Mark>; inTrace: boolean }) {
  const { selected, select } = useReading()
  const mark = chosen(segment.marks)
  if (!mark) return <VisibleText text={segment.text} />
  const Tag = inTrace ? 'span' : 'mark'
  const pick = () => select(mark.id === selected ? null : mark.id)
  return (
    <Tag
      className={look(segment.marks, selected, inTrace)}
      data-marks={segment.marks.map(({ id }) => id).join(' ')}
      role="button"
      tabIndex={0}
      title={inTrace ? titleOf(segment.marks) : undefined}
      aria-pressed={segment.marks.some(({ id }) => id === selected)}
      onClick={pick}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        pick()
      }}
    >
      <VisibleText text={segment.text} />
    </Tag>
  )
}

/** Text with its marks; findings get their number behind the last word they cover. */
export function MarkedText({
  text,
  marks,
  inTrace = false,
}: {
  text: string
  marks: readonly Mark[]
  inTrace?: boolean
}) {
  const { selected } = useReading()
  return segments(text, marks).map((segment) => (
    <span key={segment.start}>
      <Piece segment={segment} inTrace={inTrace} />
      {inTrace && segment.ending.some((mark) => mark.unsupported) && (
        <span className="unsupported" role="img" aria-label="unsupported" title="unsupported">
          ∅
        </span>
      )}
      {inTrace &&
        segment.ending
          .filter((mark) => mark.number !== null)
          .map((mark) => (
            <span key={mark.id} className="after">
              <FindingMark
                number={mark.number ?? 0}
                severity={mark.severity}
                on={mark.id === selected}
              />
            </span>
          ))}
    </span>
  ))
}
