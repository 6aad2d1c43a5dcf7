import { citedCodes } from './run-words.js'

const words = { rightly: null, missed: 'missed', unasked: 'not expected' } as const

interface Props {
  readonly expected: readonly string[]
  readonly cited: readonly string[]
}

/** Codes expected and codes cited, each told apart in words. */
export function Codes({ expected, cited }: Props) {
  const codes = citedCodes(expected, cited)
  if (codes.length === 0) return <span className="dim">no rules</span>
  return (
    <span className="codes">
      {codes.map(({ code, how }) => (
        <span key={code} className={`chip ${how}`}>
          <span className="rule">{code}</span> {words[how]}
        </span>
      ))}
    </span>
  )
}
