import { Link } from 'react-router'
import { fileNames, fileOfPlace, type FileName } from '../policies/editor/draft.js'
import { RemarkMark } from '../policies/RemarkMark.js'
import { VisibleText } from '../reading/VisibleText.js'
import type { BranchLint } from './useBranchLint.js'

interface Props {
  readonly lint: BranchLint
  readonly file: FileName
  readonly editor: string
  readonly mayEdit: boolean
}

/** What the lint says of the file that is looked at; each leads to where it is mended. */
export function Remarks({ lint, file, editor, mayEdit }: Props) {
  const remarks = lint.report.remarks.filter(({ place }) => fileOfPlace[place.file] === file)
  if (remarks.length === 0) return null
  return (
    <ul className="chremarks" aria-label={`What the lint says of ${fileNames[file]}`}>
      {remarks.map(({ severity, message, code, place, why }, i) => (
        <li key={i} title={why}>
          <RemarkMark severity={severity} />{' '}
          <span>
            <VisibleText text={message} />
          </span>{' '}
          <span className="dim mono">
            {place.line}:{place.column} {code}
          </span>{' '}
          {mayEdit && (
            <Link to={`${editor}&file=${file}&at=${place.start}`}>Mend it on the branch</Link>
          )}
        </li>
      ))}
    </ul>
  )
}
