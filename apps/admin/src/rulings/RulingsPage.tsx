import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { PageTop } from '../shell/PageTop.js'
import { counted } from '../words/words.js'
import { OFFERS, RULINGS, type Question } from './documents.js'
import { ofOffer, ofRuling, type ExampleOrigin } from './example-draft.js'
import { GiveRuling } from './GiveRuling.js'
import { OfferTable, QuestionTable } from './QuestionTables.js'
import { isRuled } from './RuleRulings.js'
import { TakeExample } from './TakeExample.js'
import './rulings.css'

const shown = { open: 'Waiting', ruled: 'Ruled on', offers: 'Offered as examples' } as const
type Shown = keyof typeof shown

function useParts() {
  const may = usePermit()
  const readsOffers = may('policy:draft') || may('policy:approve')
  const rulings = useGraph(RULINGS, { policy: null })
  const offers = useGraph(OFFERS, {}, { enabled: readsOffers })
  const questions = rulings.data?.rulings ?? []
  return {
    mayWrite: may('policy:draft'),
    readsOffers,
    known: rulings.data !== undefined && (!readsOffers || offers.data !== undefined),
    error: rulings.error ?? offers.error,
    again: () => {
      void rulings.refetch()
      if (readsOffers) void offers.refetch()
    },
    open: questions.filter((each) => !isRuled(each)),
    ruled: questions.filter(isRuled),
    offers: offers.data?.exampleOffers ?? [],
  }
}

/** What people asked of rules and what their authors ruled; and corrections that wait to become examples. */
export function RulingsPage() {
  const parts = useParts()
  const { open, ruled, offers, mayWrite, readsOffers, known } = parts
  const [search, setSearch] = useSearchParams()
  const [asked, setAsked] = useState<Question | null>(null)
  const [taking, setTaking] = useState<ExampleOrigin | null>(null)
  const wished = search.get('show')
  const show: Shown = wished === 'ruled' || (wished === 'offers' && readsOffers) ? wished : 'open'
  const counts: Record<Shown, number> = {
    ...{ open: open.length, ruled: ruled.length },
    offers: offers.filter(({ examples }) => examples.length === 0).length,
  }
  const onRule = mayWrite ? setAsked : null
  const onTake = mayWrite ? setTaking : null
  return (
    <>
      <PageTop title="Questions" />
      <div className="page padded">
        <p className="sub">
          Where a case leaves a rule unclear, its authors are asked. What they rule is shown
          wherever the rule is, and may become an example of the next version.
        </p>
        <div className="row">
          <span className="seg" role="group" aria-label="Which">
            {(Object.entries(shown) as [Shown, string][])
              .filter(([key]) => key !== 'offers' || readsOffers)
              .map(([key, words]) => (
                <button
                  key={key}
                  type="button"
                  aria-pressed={key === show}
                  onClick={() => setSearch({ show: key }, { replace: true })}
                >
                  {words} {known && <span className="dim">{counts[key]}</span>}
                </button>
              ))}
          </span>
        </div>
        {parts.error && !known && <Failed error={parts.error} again={parts.again} />}
        {!known && !parts.error && <Bones lines={10} label="reading questions" />}
        {known && show === 'open' && open.length === 0 && (
          <Empty title="No question waits">
            <p>
              Reviewers ask from the workbench, by “Policy unclear”.
              {ruled.length > 0 &&
                ` ${counted(ruled.length, 'question')} ${ruled.length === 1 ? 'was' : 'were'} ruled on.`}
            </p>
          </Empty>
        )}
        {known && show === 'open' && open.length > 0 && (
          <QuestionTable label="Questions that wait" questions={open} onRule={onRule} />
        )}
        {known && show === 'ruled' && ruled.length === 0 && <Empty title="Nothing was ruled yet" />}
        {known && show === 'ruled' && ruled.length > 0 && (
          <QuestionTable
            label="Rulings"
            questions={ruled}
            onRule={onRule}
            onTake={onTake && ((each) => onTake(ofRuling(each)))}
          />
        )}
        {known && show === 'offers' && offers.length === 0 && (
          <Empty title="No correction was offered">
            <p>Reviewers offer one from the history of its verdict.</p>
          </Empty>
        )}
        {known && show === 'offers' && offers.length > 0 && (
          <OfferTable offers={offers} onTake={onTake && ((each) => onTake(ofOffer(each)))} />
        )}
      </div>
      {asked && <GiveRuling question={asked} onClose={() => setAsked(null)} />}
      {taking && <TakeExample origin={taking} onClose={() => setTaking(null)} />}
    </>
  )
}
