import { lazy, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { Bones, Empty } from '../parts/states.js'
import { partsOf, type Part } from './change-parts.js'
import { Commits } from './Commits.js'
import { CutFile } from './CutFile.js'
import { sidesOf } from './diff-sides.js'
import type { ChangeDetail } from './documents.js'
import { ExampleDiffs } from './ExampleDiffs.js'

const TextDiff = lazy(async () => ({ default: (await import('./TextDiff.js')).TextDiff }))
const RuleDiffs = lazy(async () => ({ default: (await import('./RuleDiffs.js')).RuleDiffs }))

function Body({ part, detail }: { part: Part; detail: ChangeDetail }) {
  if (part.kind === 'commits') return <Commits commits={detail.commits} />
  if (part.kind === 'file' && part.file.cut)
    return <CutFile file={part.file} base={detail.base} head={detail.head} />
  if (part.kind === 'file')
    return <TextDiff {...sidesOf(part.file)} mono={!part.file.path.endsWith('.md')} />
  return part.kind === 'rules' ? <RuleDiffs diff={part.diff} /> : <ExampleDiffs diff={part.diff} />
}

/** What a change does: by line, by rule, by example, by commit; the part stands in the address. */
export function ChangeDiff({ detail }: { detail: ChangeDetail }) {
  const [search, setSearch] = useSearchParams()
  const named = search.get('policy')
  const diff = detail.policies.find(({ policy }) => policy === named) ?? detail.policies[0]
  const parts = partsOf(detail, diff)
  const shown = parts.find(({ key }) => key === search.get('part')) ?? parts[0]
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
      </header>
      <div className="chbody">
        {detail.policies.length + detail.files.length === 0 && detail.commits.length === 0 && (
          <Empty title="Nothing differs">
            <p>The branch holds what its target holds.</p>
          </Empty>
        )}
        {shown && (
          <Suspense fallback={<Bones lines={12} label="comparing" />}>
            <Body part={shown.part} detail={detail} />
          </Suspense>
        )}
      </div>
    </section>
  )
}
