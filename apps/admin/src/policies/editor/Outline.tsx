import { useMemo } from 'react'
import { VisibleText } from '../../reading/VisibleText.js'
import { outline } from './outline.js'

interface Props {
  readonly text: string
  readonly onShow: (start: number) => void
}

/** Headings and rules of the text; each leads to its place. */
export function Outline({ text, onShow }: Props) {
  const entries = useMemo(() => outline(text), [text])
  if (entries.length === 0)
    return <p className="note-line sub">Headings and rules of the text would be listed here.</p>
  return (
    <nav aria-label="Outline">
      <ol className="outline">
        {entries.map(({ kind, words, depth, start, line }) => (
          <li key={start}>
            <button
              type="button"
              className={kind}
              style={{ paddingLeft: 4 + depth * 10 }}
              title={`line ${line}`}
              onClick={() => onShow(start)}
            >
              <VisibleText text={words} />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
