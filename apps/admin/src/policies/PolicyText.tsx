import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { Missing } from '../parts/states.js'
import { policyPassages } from '../reading/policy-passages.js'
import { VisibleText } from '../reading/VisibleText.js'
import { BlameMark } from './BlameMark.js'
import { BlamedLine } from './BlamedLine.js'
import { BLAME } from './blame-documents.js'
import type { Version, WholeVersion } from './documents.js'
import '../reading/reading.css'
import '../reading/panes.css'

interface Props {
  readonly version: Pick<WholeVersion, 'text' | 'rules' | 'policy' | 'commit'>
  readonly versions: readonly Version[]
}

/** The exact text of a version: who wrote each line and the rule codes in the gutter. */
export function PolicyText({ version, versions }: Props) {
  const { policy, commit, text, rules } = version
  const [search, setSearch] = useSearchParams()
  const passages = useMemo(() => policyPassages(text, rules), [text, rules])
  const { data, error, refetch } = useGraph(BLAME, { policy, ref: commit })
  const blame = data?.policyBlame
  const of = new Map(blame?.lines.map(({ line, source }) => [line, source]))
  const chosen = Number(search.get('line'))
  const chosenSource = of.get(chosen)
  const source = chosenSource === undefined ? undefined : blame?.sources[chosenSource]
  const choose = (line: number) => {
    const next = new URLSearchParams(search)
    if (line === chosen) next.delete('line')
    else next.set('line', String(line))
    setSearch(next, { replace: true })
  }
  return (
    <>
      {error && !data && <Missing error={error} again={() => void refetch()} />}
      {source && (
        <BlamedLine
          {...{ line: chosen, source, policy }}
          message={versions.find((one) => one.commit === source.commit)?.message ?? null}
        />
      )}
      <div className="pol blame">
        {passages.map(({ start, text: words, code, isHeading }, i) => {
          const line = i + 1
          const by = of.get(line)
          const isLit = by !== undefined && by === chosenSource
          const look = [isHeading && 'h', isLit && 'lit'].filter(Boolean).join(' ')
          return (
            <div key={start} style={{ display: 'contents' }}>
              <span className={`by ${isHeading ? 'h' : ''}`}>
                {by !== undefined && by !== of.get(i) && (
                  <BlameMark
                    source={blame?.sources[by]}
                    line={line}
                    pressed={isLit}
                    onPress={() => choose(line)}
                  />
                )}
              </span>
              <span className={`g ${look}`}>{code}</span>
              <span className={`t ${look}`}>
                <VisibleText text={words} />
              </span>
            </div>
          )
        })}
      </div>
    </>
  )
}
