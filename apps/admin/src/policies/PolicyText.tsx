import { useMemo } from 'react'
import { policyPassages } from '../reading/policy-passages.js'
import { VisibleText } from '../reading/VisibleText.js'
import type { WholeVersion } from './documents.js'
import '../reading/reading.css'
import '../reading/panes.css'

/** The exact text of a version, rule codes in the gutter. */
export function PolicyText({ version }: { version: Pick<WholeVersion, 'text' | 'rules'> }) {
  const passages = useMemo(() => policyPassages(version.text, version.rules), [version])
  return (
    <div className="pol">
      {passages.map(({ start, text, code, isHeading }) => {
        const look = isHeading ? 'h' : ''
        return (
          <div key={start} style={{ display: 'contents' }}>
            <span className={`g ${look}`}>{code}</span>
            <span className={`t ${look}`}>
              <VisibleText text={text} />
            </span>
          </div>
        )
      })}
    </div>
  )
}
