import { useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import { pageArguments, placeFrom } from '../api/page-place.js'
import { useGraph } from '../api/useGraph.js'
import { Outcome } from '../parts/Outcome.js'
import { Pager } from '../parts/Pager.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { VisibleText } from '../reading/VisibleText.js'
import { CaseWords, hurtOf } from './CaseWords.js'
import { Codes } from './Codes.js'
import { CASES, type CaseRow } from './case-documents.js'
import type { TestedVersion, TestRun } from './documents.js'
import { flipWords } from './run-words.js'
import { Standing } from './Standing.js'

const size = 25

export const filters = {
  all: 'All',
  wrong: 'Wrong',
  flipped: 'Flipped',
  undetermined: 'Undetermined',
} as const
type Filter = keyof typeof filters

/** The filter of an address as the API takes it. */
export function onlyOf(search: URLSearchParams): 'WRONG' | 'FLIPPED' | 'UNDETERMINED' | null {
  const wished = search.get('only')
  if (wished === 'wrong') return 'WRONG'
  if (wished === 'flipped') return 'FLIPPED'
  return wished === 'undetermined' ? 'UNDETERMINED' : null
}

const nothing: Readonly<Record<string, string>> = {
  WRONG: 'No case came out wrong',
  FLIPPED: 'Nothing flipped',
  UNDETERMINED: 'No case was left undetermined',
}

interface Props {
  readonly run: TestRun
  readonly version: TestedVersion | null
}

const addressOf = (run: TestRun, { index }: CaseRow, only: string | null) =>
  `/policy-tests/${run.id}/cases/${index + 1}${only ? `?only=${only.toLowerCase()}` : ''}`

/** An answer of one word has no room for codes: none is missed then. */
const cites = ({ summary }: TestRun) => summary.rules.some(({ citations }) => citations !== null)

const columnsFor = ({ run, version }: Props, only: string | null): readonly Column<CaseRow>[] => [
  {
    head: 'Case',
    num: true,
    cell: (row) => <Link to={addressOf(run, row, only)}>{row.index + 1}</Link>,
  },
  {
    head: 'Came out',
    cell: ({ standing, results, pairFlipped }) => {
      const flips = flipWords(results)
      return (
        <>
          <Standing of={standing} /> {flips && <span className="chip">flips: {flips}</span>}{' '}
          {pairFlipped && <span className="chip">its pair flips</span>}
        </>
      )
    },
  },
  {
    head: 'Expected',
    className: 'uncut',
    cell: ({ expected, label }) => (
      <>
        <Outcome name={expected} size="plain" /> <span className="mono dim">{label}</span>
      </>
    ),
  },
  {
    head: 'Concluded',
    className: 'uncut',
    cell: ({ majority }) => majority && <Outcome name={majority} />,
  },
  {
    head: 'Rules',
    cell: ({ expectedRules, results }) =>
      results.length > 0 && cites(run) ? (
        <Codes expected={expectedRules} cited={results.flatMap(({ rules }) => rules)} />
      ) : (
        <span className="rule">{expectedRules.join(' ')}</span>
      ),
  },
  {
    head: 'Content',
    className: 'roomy',
    cell: ({ content, expectedRules, expected, note }) =>
      content === null ? (
        <span className="dim">{note ?? 'for those who may read traces'}</span>
      ) : (
        <CaseWords
          category={hurtOf(
            { rules: expectedRules, violates: expected === 'VIOLATES' },
            version?.rules ?? null,
          )}
        >
          <VisibleText text={content} />
        </CaseWords>
      ),
  },
]

/** Cases in their order, all or those that went wrong, flipped or were left undetermined. */
export function CaseList(props: Props) {
  const { run, version } = props
  const [search, setSearch] = useSearchParams()
  const only = onlyOf(search)
  const { data, error, refetch } = useGraph(
    CASES,
    { id: run.id, only, ...pageArguments(placeFrom(search), size) },
    { keep: true, refetchEveryMs: () => (run.state === 'RUNNING' ? 5_000 : false) },
  )
  const columns = useMemo(() => columnsFor({ run, version }, only), [run, version, only])
  const results = data?.policyTestRun?.results
  const rows = results?.edges.map(({ node }) => node)
  const choose = (filter: Filter) => {
    const address = new URLSearchParams(search)
    for (const key of ['only', 'after', 'before']) address.delete(key)
    if (filter !== 'all') address.set('only', filter)
    setSearch(address, { replace: true })
  }
  return (
    <>
      <div className="casebar">
        <span className="seg low" role="group" aria-label="Cases shown">
          {(Object.entries(filters) as [Filter, string][]).map(([key, words]) => (
            <button
              key={key}
              type="button"
              aria-pressed={key === (only?.toLowerCase() ?? 'all')}
              onClick={() => choose(key)}
            >
              {words}
            </button>
          ))}
        </span>
        <span className="spacer" />
        {(results?.pageInfo.hasNextPage || results?.pageInfo.hasPreviousPage) && (
          <Pager pageInfo={results.pageInfo} words={{ start: 'First', back: 'Back', on: 'On' }} />
        )}
      </div>
      {error && !rows && <Failed error={error} again={() => void refetch()} />}
      {!rows && !error && <Bones lines={8} label="reading cases" />}
      {rows?.length === 0 && (
        <Empty title={only ? (nothing[only] ?? '') : 'No cases'}>
          {only && (
            <button type="button" className="link" onClick={() => choose('all')}>
              Show all cases
            </button>
          )}
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <RowTable
          label="Cases"
          rows={rows}
          columns={columns}
          idOf={({ index }) => String(index)}
          opens={(row) => addressOf(run, row, only)}
          wraps
        />
      )}
    </>
  )
}
