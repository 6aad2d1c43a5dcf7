import type { Remark } from './editor/lint-documents.js'
import './remark.css'

export const remarkMarks = {
  ERROR: { shape: '▲', word: 'error' },
  WARNING: { shape: '◆', word: 'warning' },
  HINT: { shape: '○', word: 'hint' },
} as const

/** How grave a remark of the lint is: shape and word. */
export function RemarkMark({ severity }: Pick<Remark, 'severity'>) {
  const { shape, word } = remarkMarks[severity]
  return (
    <span className={`kind ${word}`}>
      <span aria-hidden="true">{shape}</span> {word}
    </span>
  )
}
