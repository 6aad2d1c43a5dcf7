import { useEffect, useImperativeHandle, useRef, type Ref } from 'react'
import { lintGutter, lintKeymap } from '@codemirror/lint'
import { EditorView, highlightActiveLine, keymap } from '@codemirror/view'
import { codeHistory } from './code-history.js'
import { codeLook, monospaced } from './code-look.js'
import type { FileName } from './editor/draft.js'
import { lintMarks, showRemarks } from './editor/code-lint.js'
import type { Fix, Remark } from './editor/lint-documents.js'

/** What is done to an editor from outside of it. */
export interface EditorHandle {
  readonly show: (start: number, end: number) => void
  readonly apply: (edits: Fix['edits']) => void
}

interface Props {
  readonly label: string
  readonly file: FileName
  readonly text: string
  readonly mono?: boolean
  readonly onChange: (text: string) => void
  readonly remarks: readonly Remark[]
  /** What the remarks were made of; they are shown where the editor still holds it. */
  readonly remarksOf: string | null
  readonly onFix: (fix: Fix) => void
  readonly handle?: Ref<EditorHandle>
  /** Where to begin, if not at the start. */
  readonly begin?: { readonly start: number; readonly end: number } | null
}

/** CodeMirror over one text. The text given first is the start; after that the editor leads. */
export function CodeEditor(props: Props) {
  const { label, mono = false, file, remarks, remarksOf, handle } = props
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    if (!place.current) return
    const view = new EditorView({
      doc: latest.current.text,
      parent: place.current,
      extensions: [
        codeLook(label),
        highlightActiveLine(),
        mono ? monospaced : [],
        codeHistory(),
        lintGutter(),
        lintMarks,
        keymap.of(lintKeymap),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) latest.current.onChange(update.state.doc.toString())
        }),
      ],
    })
    editor.current = view
    const { begin } = latest.current
    if (begin) show(view, begin.start, begin.end)
    return () => {
      editor.current = null
      view.destroy()
    }
  }, [label, mono])
  useEffect(() => {
    const view = editor.current
    if (view?.state.doc.toString() === remarksOf)
      showRemarks(view, file, remarks, (fix) => latest.current.onFix(fix))
  }, [file, remarks, remarksOf, label, mono])
  useImperativeHandle(
    handle,
    () => ({
      show: (start, end) => editor.current && show(editor.current, start, end),
      apply: (edits) =>
        editor.current?.dispatch({
          changes: edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text })),
          userEvent: 'input.fix',
        }),
    }),
    [],
  )
  return <div className="editor" ref={place} />
}

function show(view: EditorView, start: number, end: number): void {
  const { length } = view.state.doc
  const [anchor, head] = [Math.min(start, length), Math.min(end, length)]
  view.dispatch({
    selection: { anchor, head },
    effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
  })
  view.focus()
}
