import { Link } from 'react-router'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Outcome } from '../parts/Outcome.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Time } from '../parts/Time.js'
import { CaseWords, hurtOf } from '../policy-tests/CaseWords.js'
import { VisibleText } from '../reading/VisibleText.js'
import type { Offer, Question } from './documents.js'
import { isRuled, RulingWords } from './RuleRulings.js'
import { TakenAs } from './TakenAs.js'

const RuleLink = ({ policy, rule }: { policy: string; rule: string }) => (
  <>
    <Link to={`/policies/${encodeURIComponent(policy)}?tab=rules`}>{policy}</Link>{' '}
    <span className="rule">{rule}</span>
  </>
)

function Asked({ question, withheld, askedBy, askedAt, caseId }: Question) {
  const mayOpen = usePermit()('case:read')
  const gone = withheld ? 'about content that is not yours to see' : 'its words were erased'
  return (
    <>
      {question === null ? <span className="dim">{gone}</span> : <VisibleText text={question} />}
      <p className="sub">
        {askedBy.name} <Time at={askedAt} />
        {caseId && mayOpen && (
          <>
            , in <Link to={`/workbench/${caseId}`}>a case</Link>
          </>
        )}
        {caseId && !mayOpen && ', in a case'}
      </p>
    </>
  )
}

function Ruled({ ruling }: { ruling: Question }) {
  if (!isRuled(ruling)) return <span className="dim">none yet</span>
  return (
    <>
      {ruling.outcome && <Outcome name={ruling.outcome} />} <RulingWords answer={ruling.answer} />
      <p className="sub">
        {ruling.ruledBy?.name} {ruling.ruledAt && <Time at={ruling.ruledAt} />}
      </p>
      <TakenAs examples={ruling.examples} />
    </>
  )
}

interface QuestionProps {
  readonly label: string
  readonly questions: readonly Question[]
  /** Null where the reader may not. */
  readonly onRule: ((question: Question) => void) | null
  readonly onTake?: ((question: Question) => void) | null
}

export function QuestionTable({ label, questions, onRule, onTake }: QuestionProps) {
  const columns: Column<Question>[] = [
    { head: 'Rule', className: 'whole', cell: (each) => <RuleLink {...each} /> },
    { head: 'Question', className: 'roomy', cell: (each) => <Asked {...each} /> },
    ...(questions.some(isRuled)
      ? [
          {
            ...{ head: 'Ruling', className: 'roomy' },
            cell: (each: Question) => <Ruled ruling={each} />,
          },
        ]
      : []),
    ...(onRule
      ? [
          {
            ...{ head: 'Act', quiet: true },
            cell: (each: Question) => (
              <span className="row">
                {onTake && each.answer !== null && (
                  <Button onClick={() => onTake(each)}>Offer as example…</Button>
                )}
                <Button onClick={() => onRule(each)}>
                  {isRuled(each) ? 'Rule anew…' : 'Rule…'}
                </Button>
              </span>
            ),
          },
        ]
      : []),
  ]
  return <RowTable label={label} rows={questions} columns={columns} idOf={({ id }) => id} wraps />
}

interface OfferProps {
  readonly offers: readonly Offer[]
  readonly onTake: ((offer: Offer) => void) | null
}

export function OfferTable({ offers, onTake }: OfferProps) {
  const columns: Column<Offer>[] = [
    {
      ...{ head: 'Rule', className: 'whole' },
      cell: (each) => <RuleLink policy={each.policy} rule={each.rules.join(' ')} />,
    },
    {
      ...{ head: 'What is judged', className: 'roomy' },
      cell: (each) => (
        <>
          {each.content === null ? (
            <span className="dim">its words were erased</span>
          ) : (
            <CaseWords
              category={hurtOf({ rules: each.rules, violates: each.outcome === 'VIOLATES' }, null)}
            >
              <VisibleText text={each.content} />
            </CaseWords>
          )}
          <p className="sub">
            {each.offeredBy.name} <Time at={each.offeredAt} />
          </p>
          <TakenAs examples={each.examples} />
        </>
      ),
    },
    { head: 'Corrected to', cell: (each) => <Outcome name={each.outcome} /> },
    { head: 'Why', className: 'roomy', cell: (each) => <VisibleText text={each.note ?? ''} /> },
    ...(onTake
      ? [
          {
            ...{ head: 'Act', quiet: true },
            cell: (each: Offer) => (
              <Button onClick={() => onTake(each)}>Make it an example…</Button>
            ),
          },
        ]
      : []),
  ]
  return <RowTable label="Offered" rows={offers} columns={columns} idOf={({ id }) => id} wraps />
}
