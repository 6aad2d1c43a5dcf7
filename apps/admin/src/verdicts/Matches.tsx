import { VisibleText } from '../reading/VisibleText.js'
import type { VerdictRow } from './source.js'

type Match = NonNullable<VerdictRow['matches']>[number]

const places = { CONTENT: null, RATIONALE: 'in the rationale', TRACE: 'in the trace' } as const

/** Plain text all through: what was found is marked by an element of ours, never by markup that came with it. */
function Passage({ match }: { match: Match }) {
  const place = places[match.place]
  return (
    <span className="match">
      {place && <span className="dim">{place}: </span>}
      {fromTheHit(match.segments).map(({ text, hit }, i) => {
        const shown = <VisibleText text={text.replace(/\s+/g, ' ')} />
        return hit ? <mark key={i}>{shown}</mark> : <span key={i}>{shown}</span>
      })}
    </span>
  )
}

const leadCharacters = 24

/** In a narrow cell, what stands long before the first hit would hide it. */
function fromTheHit(segments: Match['segments']): Match['segments'] {
  const [lead, ...rest] = segments
  if (!lead || lead.hit || lead.text.length <= leadCharacters) return segments
  return [{ text: `…${lead.text.slice(-leadCharacters)}`, hit: false }, ...rest]
}

/** The passage that best says why a row was found. */
export function Found({ matches }: { matches: readonly Match[] }) {
  const [first, ...others] = matches
  if (!first) return null
  return (
    <span className="cut" title={matches.map(textOf).join('\n')}>
      <Passage match={first} />
      {others.length > 0 && <span className="dim"> +{others.length}</span>}
    </span>
  )
}

const textOf = ({ segments }: Match) => segments.map(({ text }) => text).join('')
