import { useEffect, useRef } from 'react'
import { MergeView } from '@codemirror/merge'
import { EditorView } from '@codemirror/view'
import { lintMarks, markRemarks, type RemarksOfFile } from './editor/code-lint.js'
import { codeLook, monospaced, readOnly } from './code-look.js'

const diffLook = EditorView.theme({
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--del-bg)' },
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--ins-bg)' },
  '&.cm-merge-a .cm-changedText': { background: 'var(--del-word)' },
  '&.cm-merge-b .cm-changedText': { background: 'var(--ins-word)' },
  '.cm-collapsedLines': {
    background: 'var(--sunken)',
    color: 'var(--text-3)',
    borderBlock: '1px solid var(--line)',
    fontSize: 'var(--fs-1)',
  },
})

interface Props {
  readonly before: string
  readonly after: string
  readonly mono?: boolean
  /** Of the text after, marked in it. */
  readonly marks?: RemarksOfFile | undefined
}

/** Two texts beside each other, changes marked by line and by word, long sameness folded. */
export function SideBySide({ before, after, mono = false, marks }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return
    const side = (doc: string, label: string) => ({
      doc,
      extensions: [codeLook(label), mono ? monospaced : [], diffLook, readOnly, lintMarks],
    })
    const view = new MergeView({
      a: side(before, 'before'),
      b: side(after, 'after'),
      parent: place.current,
      collapseUnchanged: { margin: 3, minSize: 6 },
      highlightChanges: true,
      gutter: false,
    })
    if (marks) markRemarks(view.b, marks)
    return () => view.destroy()
  }, [before, after, mono, marks])
  return <div className="merge" ref={place} />
}
