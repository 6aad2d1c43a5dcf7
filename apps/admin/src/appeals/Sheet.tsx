import type { ActionKind } from '../api/schema-words.js'
import { dateOf } from '../words/time.js'
import { toWords } from '../words/words.js'
import type { Conclusion } from './conclusions.js'
import type { WholeAppeal } from './source.js'

interface Props {
  readonly appeal: WholeAppeal
  readonly outcome: Conclusion
  readonly action: ActionKind
  readonly reasons: string
}

const results = ({ appeal, outcome, action }: Props): string => {
  const asked = toWords(appeal.action.kind)
  if (outcome === 'STANDS') return `The action (${asked}) stands.`
  if (outcome === 'REVERSED') return `The action (${asked}) is reversed.`
  return `The action (${asked}) is replaced by a milder one (${toWords(action)}).`
}

/** The answer as the person affected will read it, before it is sent. */
export function Sheet(props: Props) {
  const { appeal, reasons } = props
  return (
    <section className="sheet" aria-label="The answer, as it will be read">
      <span className="label">The answer, as it will be read</span>
      <p>
        Your appeal A-{appeal.number} of {dateOf(new Date(appeal.lodgedAt))} was looked at by a
        person who had no part in the first decision. {results(props)}
      </p>
      <p className={reasons ? undefined : 'dim'}>{reasons || 'The reasons will stand here.'}</p>
    </section>
  )
}
