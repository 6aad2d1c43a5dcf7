import { Button } from '../../parts/Button.js'
import { sentence } from '../../parts/states.js'
import { VisibleText } from '../../reading/VisibleText.js'
import { counted } from '../../words/words.js'
import { RemarkMark, remarkMarks } from '../RemarkMark.js'
import { fileNames, fileOfPlace } from './draft.js'
import type { Fix, Remark } from './lint-documents.js'
import type { Lint } from './useLint.js'

/** How many of each there are, in words; the gravest first. */
export function tally(remarks: readonly Remark[]): string {
  const parts = (['ERROR', 'WARNING', 'HINT'] as const).flatMap((severity) => {
    const count = remarks.filter((remark) => remark.severity === severity).length
    return count > 0 ? [counted(count, remarkMarks[severity].word)] : []
  })
  return parts.length > 0 ? parts.join(', ') : 'nothing to remark'
}

interface Props {
  readonly lint: Lint
  readonly onShow: (remark: Remark) => void
  readonly onFix: (fix: Fix) => void
}

/** What the lint has to say, in the order of the files; each leads to its place. */
export function ProblemList({ lint: { report, isBehind, error, again }, onShow, onFix }: Props) {
  const remarks = report?.remarks ?? []
  return (
    <section className="problems" aria-label="Problems">
      <h2>
        Problems <span className="sub">{report ? tally(remarks) : 'being read'}</span>
        {isBehind && report && !error && <span className="dim">checking…</span>}
      </h2>
      {error && (
        <p className="missing" role="alert">
          Not checked: {sentence(error.message)}
          {report && ' These are from before your last change.'}{' '}
          <button type="button" className="link" onClick={again}>
            Try again
          </button>
        </p>
      )}
      <ol>
        {remarks.map((remark, index) => (
          <Problem key={index} {...{ remark, onShow, onFix }} isLive={!isBehind && !error} />
        ))}
      </ol>
    </section>
  )
}

interface ProblemProps extends Omit<Props, 'lint'> {
  readonly remark: Remark
  readonly isLive: boolean
}

function Problem({ remark, onShow, onFix, isLive }: ProblemProps) {
  const { severity, message, code, place, why, fixes } = remark
  const { word } = remarkMarks[severity]
  return (
    <li className={`problem ${word}`}>
      <button type="button" className="go" title={why} onClick={() => onShow(remark)}>
        <RemarkMark severity={severity} />
        <span className="said">
          <VisibleText text={message} />
        </span>
        <span className="dim mono">
          {fileNames[fileOfPlace[place.file]]}:{place.line}:{place.column} {code}
        </span>
      </button>
      {fixes.map((fix) => (
        <Button key={fix.title} kind="quiet" disabled={!isLive} onClick={() => onFix(fix)}>
          {fix.title}
        </Button>
      ))}
    </li>
  )
}
