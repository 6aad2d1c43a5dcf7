import { linter, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import type { EditorView } from '@codemirror/view'
import { fileOfPlace, type FileName } from './draft.js'
import type { Fix, Remark } from './lint-documents.js'

const severities = { ERROR: 'error', WARNING: 'warning', HINT: 'hint' } as const

/** Marks the remarks of one file in its editor. */
export function showRemarks(
  view: EditorView,
  file: FileName,
  remarks: readonly Remark[],
  onFix: (fix: Fix) => void,
): void {
  const { length } = view.state.doc
  const diagnostics = remarks
    .filter(({ place }) => fileOfPlace[place.file] === file)
    .map((remark): Diagnostic => {
      const from = Math.min(remark.place.start, length)
      return {
        from,
        to: Math.min(Math.max(remark.place.end, from), length),
        severity: severities[remark.severity],
        source: remark.code,
        message: remark.message,
        renderMessage: () => messageOf(remark),
        actions: remark.fixes.map((fix) => ({ name: fix.title, apply: () => onFix(fix) })),
      }
    })
  view.dispatch(setDiagnostics(view.state, diagnostics))
}

/** What the lint says of a file, and the text it says it of. */
export interface RemarksOfFile {
  readonly file: FileName
  readonly remarks: readonly Remark[]
  readonly of: string
}

/** Marks remarks where they are only read: without fixes, and where the text is the one they are of. */
export function markRemarks(view: EditorView, { file, remarks, of }: RemarksOfFile): void {
  if (view.state.doc.toString() !== of) return
  const read = remarks.map((remark) => ({ ...remark, fixes: [] }))
  showRemarks(view, file, read, () => undefined)
}

/** Keeps diagnostics that come from elsewhere. */
export const lintMarks = linter(null)

function messageOf({ message, why }: Remark): HTMLElement {
  const node = document.createElement('span')
  const reason = document.createElement('span')
  reason.className = 'why'
  reason.textContent = why
  node.append(message, document.createElement('br'), reason)
  return node
}
