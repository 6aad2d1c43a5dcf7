import { presentableDiff } from '@codemirror/merge'
import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { Outcome } from '../parts/Outcome.js'
import { Bones, Empty, Missing } from '../parts/states.js'
import { VisibleText } from '../reading/VisibleText.js'
import { CASES, type CaseRow } from './case-documents.js'
import { CaseWords, hurtOf } from './CaseWords.js'
import type { Figures, TestedVersion } from './documents.js'
import { between, flipWords, percent } from './run-words.js'
import { pairsOf, pieces, type PairOfCases, type Range } from './swapped.js'

const most = 200

/** Where a text differs from the other one, as it stands in it. */
function differing(text: string, other: string): Range[] {
  if (text === other) return []
  return presentableDiff(text, other).map(({ fromA, toA }) => ({ start: fromA, end: toA }))
}

interface MemberProps extends Pick<Props, 'runId' | 'version'> {
  readonly each: CaseRow
  readonly other: CaseRow
}

function Member({ each, other, runId, version }: MemberProps) {
  const { content, index, swap, majority, results } = each
  const flips = flipWords(results)
  const category = hurtOf(
    { rules: each.expectedRules, violates: each.expected === 'VIOLATES' },
    version?.rules ?? null,
  )
  return (
    <figure className="member">
      <figcaption>
        <Link to={`/policy-tests/${runId}/cases/${index + 1}`}>Case {index + 1}</Link>{' '}
        <span className="chip">{swap}</span>
        <span className="spacer" />
        {majority ? <Outcome name={majority} /> : <span className="dim">not yet</span>}
        {flips && <span className="chip">flips: {flips}</span>}
      </figcaption>
      <p className="said-words">
        {content === null ? (
          <span className="dim">Its words are shown to those who may read traces.</span>
        ) : (
          <CaseWords category={category}>
            {pieces(content, differing(content, other.content ?? content)).map((piece, at) =>
              piece.marked ? (
                <mark key={at}>
                  <VisibleText text={piece.text} />
                </mark>
              ) : (
                <VisibleText key={at} text={piece.text} />
              ),
            )}
          </CaseWords>
        )}
      </p>
    </figure>
  )
}

interface PairProps extends Pick<Props, 'runId' | 'version'> {
  readonly of: PairOfCases<CaseRow>
}

function Pair({ of: { pair, members }, runId, version }: PairProps) {
  const [first, second = first] = members
  if (!first || !second) return null
  const flipped = members.some(({ pairFlipped }) => pairFlipped)
  const waits = members.some(({ majority }) => majority === null)
  return (
    <section className="panel testpair" aria-label={`Pair ${pair}`}>
      <div className="head">
        <h2>{pair}</h2>
        <span className="sub">
          expected <Outcome name={first.expected} size="plain" />
        </span>
        <span className="spacer" />
        <span className={flipped ? 'notokay' : ''}>
          {waits ? 'not yet' : flipped ? 'flips with what is swapped' : 'the same either way'}
        </span>
      </div>
      <div className="members">
        {members.map((each) => (
          <Member
            key={each.index}
            each={each}
            other={each === first ? second : first}
            {...{ runId, version }}
          />
        ))}
      </div>
    </section>
  )
}

interface Props {
  readonly runId: string
  readonly figures: Figures['pairs']
  readonly version: TestedVersion | null
}

/** Counterfactual pairs side by side, those that flip first, with what is swapped marked. */
export function Pairs({ runId, figures, version }: Props) {
  const { data, error, refetch } = useGraph(
    CASES,
    { id: runId, only: 'PAIRED', first: most },
    { keep: true },
  )
  if (figures.pairs === 0 && data?.policyTestRun?.results.edges.length === 0)
    return (
      <Empty title="No counterfactual pairs">
        <p>
          Cases with the same <span className="mono">pair</span> and each a{' '}
          <span className="mono">swap</span> of its own differ in one attribute alone. They show
          whether the policy judges by what is done or by who does it.
        </p>
      </Empty>
    )
  if (error && !data) return <Missing error={error} again={() => void refetch()} />
  if (!data) return <Bones lines={6} label="reading pairs" />
  const results = data.policyTestRun?.results
  const pairs = pairsOf((results?.edges ?? []).map(({ node }) => node))
  const flips = (each: PairOfCases<CaseRow>) => each.members.some((member) => member.pairFlipped)
  const sorted = [...pairs.filter(flips), ...pairs.filter((each) => !flips(each))]
  return (
    <div className="testpairs">
      <p className="note-line">
        <b>
          {figures.flipped} of {figures.pairs}
        </b>{' '}
        pairs flip, {percent(figures.rate)}
        {figures.interval && `, ${between(figures.interval) ?? ''} with 95 % confidence (Wilson)`}.
      </p>
      {sorted.map((each) => (
        <Pair key={each.pair} of={each} {...{ runId, version }} />
      ))}
      {results?.pageInfo.hasNextPage && (
        <p className="note-line sub">Pairs among the first {most} paired cases; there are more.</p>
      )}
    </div>
  )
}
