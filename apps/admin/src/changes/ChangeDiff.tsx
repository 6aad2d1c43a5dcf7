import { lazy, Suspense, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { Bones, Empty } from '../parts/states.js'
import { usePermit } from '../api/usePermit.js'
import type { RemarksOfFile } from '../policies/editor/code-lint.js'
import type { FileName } from '../policies/editor/draft.js'
import { tally } from '../policies/editor/ProblemList.js'
import { TokenMeter } from '../policies/TokenMeter.js'
import { partsOf, type Part } from './change-parts.js'
import { Commits } from './Commits.js'
import { CutFile } from './CutFile.js'
import { sidesOf } from './diff-sides.js'
import type { ChangeDetail, WholeChange } from './documents.js'
import { ExampleDiffs } from './ExampleDiffs.js'
import { Remarks } from './Remarks.js'
import { useBranchLint } from './useBranchLint.js'

const TextDiff = lazy(async () => ({ default: (await import('./TextDiff.js')).TextDiff }))
const RuleDiffs = lazy(async () => ({ default: (await import('./RuleDiffs.js')).RuleDiffs }))

interface BodyProps {
  readonly part: Part
  readonly detail: ChangeDetail
  readonly marks: RemarksOfFile | undefined
}

function Body({ part, detail, marks }: BodyProps) {
  if (part.kind === 'commits') return <Commits commits={detail.commits} />
  if (part.kind === 'file' && part.file.cut)
    return <CutFile file={part.file} base={detail.base} head={detail.head} />
  if (part.kind === 'file')
    return (
      <TextDiff {...sidesOf(part.file)} {...{ marks }} mono={!part.file.path.endsWith('.md')} />
    )
  return part.kind === 'rules' ? <RuleDiffs diff={part.diff} /> : <ExampleDiffs diff={part.diff} />
}

/** The file of a policy that a part shows. */
const fileOfPart: Readonly<Record<string, FileName>> = {
  text: 'text',
  manifest: 'manifest',
  cases: 'cases',
}

/** What a change does: by line, by rule, by example, by commit; the part stands in the address. */
export function ChangeDiff({ change }: { change: WholeChange }) {
  const { detail, branch, state } = change
  const mayDraft = usePermit()('policy:draft')
  const [search, setSearch] = useSearchParams()
  const named = search.get('policy')
  const diff = detail.policies.find(({ policy }) => policy === named) ?? detail.policies[0]
  const parts = partsOf(detail, diff)
  const shown = parts.find(({ key }) => key === search.get('part')) ?? parts[0]
  const file = shown ? fileOfPart[shown.key] : undefined
  const lint = useBranchLint(state === 'OPEN' ? diff?.policy : undefined, branch)
  const report = lint?.report
  const marks = useMemo(
    () => lint && file && { file, remarks: lint.report.remarks, of: lint.of[file] },
    [lint, file],
  )
  const put = (key: string, value: string) => {
    const next = new URLSearchParams(search)
    next.set(key, value)
    setSearch(next, { replace: true })
  }
  return (
    <section className="chdiff" aria-label="What it changes">
      <header className="pbar">
        {detail.policies.length > 1 && (
          <select
            className="field"
            aria-label="Policy"
            value={diff?.policy}
            onChange={(event) => put('policy', event.target.value)}
          >
            {detail.policies.map(({ policy }) => (
              <option key={policy}>{policy}</option>
            ))}
          </select>
        )}
        <span className="seg" role="group" aria-label="Part">
          {parts.map(({ key, words, count }) => (
            <button
              key={key}
              type="button"
              aria-pressed={key === shown?.key}
              onClick={() => put('part', key)}
            >
              {words} <span className="dim">{count}</span>
            </button>
          ))}
        </span>
        <span className="spacer" />
        {report && (
          <span className="row">
            <span className="nowrap">lint {tally(report.remarks)}</span>
            <TokenMeter tokens={report.tokens} />
          </span>
        )}
      </header>
      {lint && file && diff && (
        <Remarks
          {...{ lint, file, mayEdit: mayDraft }}
          editor={`/policies/${encodeURIComponent(diff.policy)}/edit?branch=${encodeURIComponent(branch)}`}
        />
      )}
      <div className="chbody">
        {detail.policies.length + detail.files.length === 0 && detail.commits.length === 0 && (
          <Empty title="Nothing differs">
            <p>The branch holds what its target holds.</p>
          </Empty>
        )}
        {shown && (
          <Suspense fallback={<Bones lines={12} label="comparing" />}>
            <Body part={shown.part} detail={detail} marks={marks || undefined} />
          </Suspense>
        )}
      </div>
    </section>
  )
}
