import { useEffect, useRef, useSyncExternalStore } from 'react'
import { unifiedMergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { codeLook, monospaced, readOnly } from '../policies/code-look.js'
import { lintMarks, markRemarks, type RemarksOfFile } from '../policies/editor/code-lint.js'
import { SideBySide } from '../policies/SideBySide.js'

const unifiedLook = EditorView.theme({
  '.cm-changedLine': { backgroundColor: 'var(--ins-bg) !important' },
  '.cm-deletedChunk': { backgroundColor: 'var(--del-bg) !important' },
  '.cm-changedText': { background: 'var(--ins-word) !important' },
  '.cm-deletedText, .cm-deletedChunk .cm-deletedText': {
    background: 'var(--del-word) !important',
    textDecoration: 'none',
  },
  '.cm-collapsedLines': {
    background: 'var(--sunken)',
    color: 'var(--text-3)',
    borderBlock: '1px solid var(--line)',
    fontSize: 'var(--fs-1)',
  },
  '.cm-deletedLine del, .cm-deletedLine': { textDecoration: 'none' },
})

const narrow = '(max-width: 900px)'
const watch = (tell: () => void) => {
  const query = matchMedia(narrow)
  query.addEventListener('change', tell)
  return () => query.removeEventListener('change', tell)
}

interface Props {
  readonly before: string
  readonly after: string
  readonly mono?: boolean
  readonly marks?: RemarksOfFile | undefined
}

/** Two texts: beside each other where there is room, else one in the other. */
export function TextDiff(props: Props) {
  const isNarrow = useSyncExternalStore(watch, () => matchMedia(narrow).matches)
  return isNarrow ? <Unified {...props} /> : <SideBySide {...props} />
}

function Unified({ before, after, mono = false, marks }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: after,
        extensions: [
          ...[codeLook('before and after'), mono ? monospaced : [], unifiedLook, readOnly],
          lintMarks,
          unifiedMergeView({
            original: before,
            mergeControls: false,
            gutter: false,
            collapseUnchanged: { margin: 2, minSize: 5 },
          }),
        ],
      }),
    })
    if (marks) markRemarks(view, marks)
    return () => view.destroy()
  }, [before, after, mono, marks])
  return <div className="merge" ref={place} />
}
