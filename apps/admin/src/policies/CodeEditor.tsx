import { useEffect, useRef } from 'react'
import { lintGutter, linter, type Diagnostic } from '@codemirror/lint'
import { EditorView, highlightActiveLine } from '@codemirror/view'
import { codeHistory } from './code-history.js'
import { codeLook, monospaced } from './code-look.js'
import type { LintProblem } from './policy-lint.js'

interface Props {
  readonly label: string
  readonly text: string
  readonly mono?: boolean
  readonly onChange: (text: string) => void
  readonly lint?: (text: string) => readonly LintProblem[]
}

const toDiagnostic = ({ from, to, message, instead }: LintProblem): Diagnostic => ({
  from,
  to,
  message,
  severity: 'warning',
  ...(instead === undefined
    ? {}
    : {
        actions: [
          {
            name: `Write ${instead}`,
            apply: (view, start, end) =>
              view.dispatch({ changes: { from: start, to: end, insert: instead } }),
          },
        ],
      }),
})

/** CodeMirror over one text. The text given first is the start; after that the editor leads. */
export function CodeEditor({ label, text, mono = false, onChange, lint }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef({ text, onChange, lint })
  useEffect(() => {
    latest.current = { text, onChange, lint }
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
        linter((editor) =>
          (latest.current.lint?.(editor.state.doc.toString()) ?? []).map(toDiagnostic),
        ),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) latest.current.onChange(update.state.doc.toString())
        }),
      ],
    })
    return () => view.destroy()
  }, [label, mono])
  return <div className="editor" ref={place} />
}
