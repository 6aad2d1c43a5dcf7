import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, lineNumbers } from '@codemirror/view'

const underlined = (style: string, color: string) => ({
  backgroundImage: 'none',
  textDecoration: `underline ${style} ${color} 1px`,
  textUnderlineOffset: '3px',
})

const look = EditorView.theme({
  '&': {
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    fontSize: 'var(--fs-2)',
    height: '100%',
  },
  '.cm-content': {
    fontFamily: 'var(--font)',
    lineHeight: '20px',
    caretColor: 'var(--text)',
    padding: '4px 0',
  },
  '.cm-scroller': { fontFamily: 'var(--font)', overflow: 'auto' },
  '.cm-gutters': {
    backgroundColor: 'var(--sunken)',
    color: 'var(--text-3)',
    border: 'none',
    borderRight: '1px solid var(--line)',
    fontSize: 'var(--fs-1)',
  },
  '.cm-lineNumbers .cm-gutterElement': { lineHeight: '20px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-bg) !important',
  },
  '.cm-tooltip': {
    background: 'var(--surface)',
    border: '1px solid var(--edge)',
    color: 'var(--text)',
  },
  '.cm-diagnostic': { fontSize: 'var(--fs-2)', padding: '4px 8px' },
  '.cm-diagnostic .why': { color: 'var(--text-2)' },
  '.cm-diagnosticSource': { color: 'var(--text-2)', opacity: 1, fontSize: 'var(--fs-1)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--undetermined)' },
  '.cm-diagnostic-hint': { borderLeftColor: 'var(--edge)' },
  '.cm-diagnosticAction': {
    backgroundColor: 'var(--accent-bg)',
    color: 'var(--accent)',
    borderRadius: 'var(--r-2)',
  },
  '.cm-lintRange': { backgroundImage: 'none' },
  '.cm-lintRange-error': underlined('wavy', 'var(--bad)'),
  '.cm-lintRange-warning': underlined('wavy', 'var(--undetermined)'),
  '.cm-lintRange-hint': underlined('dotted', 'var(--edge)'),
})

/** For what is read by programs: every character as wide as the next. */
export const monospaced: Extension = EditorView.theme({
  '.cm-content': { fontFamily: 'var(--mono)', fontSize: 'var(--fs-1)' },
})

/** How code looks here, by tokens alone. */
export const codeLook = (label: string): Extension => [
  lineNumbers(),
  drawSelection(),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
  look,
]

export const readOnly: Extension = [EditorState.readOnly.of(true), EditorView.editable.of(false)]
