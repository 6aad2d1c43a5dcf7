import { useGraph } from '../api/useGraph.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { PageTop } from '../shell/PageTop.js'
import { counted } from '../words/words.js'
import { AskForm } from './AskForm.js'
import { Verdicts, Versions } from './Candidates.js'
import { ANSWER, isVerdict, isVersion } from './documents.js'
import { DossierFrame } from './DossierFrame.js'
import { useQuestion } from './useQuestion.js'
import './answers.css'

function linkTo(question: string, verdictId: string) {
  return `/answer?${new URLSearchParams({ q: question, verdict: verdictId }).toString()}`
}

/** Paste what one has in hand, choose what it is about, read and print all the record holds of it. */
export function AnswerPage() {
  const { question, chosen, ask, choose } = useQuestion()
  const { data, error, isFetching, refetch } = useGraph(
    ANSWER,
    { question },
    { enabled: question !== '' },
  )
  const found = question === '' ? [] : (data?.answer.candidates ?? [])
  const verdicts = found.filter(isVerdict)
  const versions = found.filter(isVersion)
  const only = verdicts.length === 1 ? verdicts[0]?.verdict.id : undefined
  const shown = chosen ?? only
  return (
    <>
      <PageTop title="Answer a question" />
      <div className={shown ? 'page padded answer open' : 'page padded answer'}>
        <AskForm asked={question} ask={ask} busy={isFetching} />
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {question !== '' && isFetching && !data && <Bones label="looking" />}
        {versions.length > 0 && !chosen && (
          <section className="panel" aria-label="Texts">
            <div className="head">
              <h2>Texts</h2>
              <span>{counted(versions.length, 'policy version')}</span>
            </div>
            <Versions found={versions} />
          </section>
        )}
        {verdicts.length > 1 && !chosen && (
          <section className="panel" aria-label="Verdicts">
            <div className="head">
              <h2>Verdicts</h2>
              <span>
                {counted(verdicts.length, 'match', 'matches')}
                {data?.answer.more && ', and more: say it more precisely'}
              </span>
            </div>
            <Verdicts found={verdicts} linkTo={(id) => linkTo(question, id)} />
          </section>
        )}
        {question !== '' && data && found.length === 0 && (
          <Empty title="Nothing on the record matches">
            <p>
              It may be written otherwise, be erased, or not be for your roles. A quotation must
              hold whole words.
            </p>
          </Empty>
        )}
        {shown && (
          <DossierFrame
            key={shown}
            verdictId={shown}
            back={verdicts.length > 1 ? () => choose(null) : undefined}
          />
        )}
      </div>
    </>
  )
}
