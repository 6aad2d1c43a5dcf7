import { Link } from 'react-router'
import { counted } from '../words/words.js'
import type { Preview } from './erasure-documents.js'
import { holdBasisWords, reachWords } from './custody-words.js'

/** A dry run in words: what goes, what stays, what is in the way. */
export function WhatWouldGo({ preview }: { preview: Preview }) {
  const { items, more, reach, holds, firstItems } = preview
  if (items === 0) return <p className="sub">Nothing of it has words: there is nothing to erase.</p>
  return (
    <section className="dryrun" aria-label="What would go">
      <p>
        <b>
          {more ? `At least ${counted(items, 'content item')}` : counted(items, 'content item')}
        </b>{' '}
        would lose their words:
      </p>
      <ul>
        {reach.map((each) => (
          <li key={each.kind}>{reachWords(each)}</li>
        ))}
      </ul>
      <p className="sub">
        Verdicts, decisions and actions stay on the record without them, and their proofs still
        verify.{' '}
        {firstItems[0] && (
          <Link to={`/verdicts?q=item:${firstItems[0]}`}>See the verdicts on the first item</Link>
        )}
      </p>
      {holds.map((hold) => (
        <p key={hold.holdId} className="alert" role="alert">
          <b>Held.</b> {counted(hold.items, 'item')}, for {holdBasisWords[hold.basis]} (
          {hold.reference}). A hold comes first: it is released by two people.
        </p>
      ))}
    </section>
  )
}
