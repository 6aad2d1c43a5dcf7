import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Icon } from '../parts/Icon.js'
import { counted } from '../words/words.js'
import { GRAPH, type GraphNode } from './documents.js'
import { GraphRow } from './GraphRow.js'
import { LaneDrawing, rowHeight, widthOf } from './LaneDrawing.js'
import { layLanes } from './lanes.js'
import './graph.css'

const nameOf = (nodes: readonly GraphNode[], commit: string) => {
  const version = nodes.find((node) => node.commit === commit)?.version
  return version ? `version ${version.sequence}` : commit.slice(0, 7)
}

/** How the versions of a policy came about: merges, branches that are open, what is tagged and in use. */
export function GraphTab({ policy }: { policy: string }) {
  const [search, setSearch] = useSearchParams()
  const after = search.get('before')
  const { data, error, refetch } = useGraph(GRAPH, { policy, after }, { keep: true })
  const graph = data?.policyGraph
  const nodes = useMemo(() => graph?.nodes ?? [], [graph])
  const laid = useMemo(() => layLanes(nodes), [nodes])
  const go = (cursor: string | null) => {
    const next = new URLSearchParams(search)
    if (cursor === null) next.delete('before')
    else next.set('before', cursor)
    setSearch(next)
  }
  return (
    <section className="graph" aria-label="Version graph">
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={12} label="reading the graph" />}
      {data && !graph && (
        <Empty title="No versions here">
          <p>The first commit of a policy is its version 1.</p>
        </Empty>
      )}
      {graph && (
        <>
          <div className="drawn" style={{ paddingLeft: widthOf(laid.width) + 4 }}>
            <LaneDrawing dots={nodes} laid={laid} />
            <ol aria-label="Versions and commits, newest first">
              {nodes.map((node) => (
                <li key={node.commit} style={{ height: rowHeight }}>
                  <GraphRow
                    policy={policy}
                    node={node}
                    arms={data.policy?.arms ?? []}
                    after={node.parents.map((parent) => nameOf(nodes, parent)).join(' and ')}
                  />
                </li>
              ))}
            </ol>
          </div>
          {graph.branchesLeftOut > 0 && (
            <p className="note-line sub">
              {counted(graph.branchesLeftOut, 'further branch', 'further branches')} not looked at.
            </p>
          )}
          <div className="foot">
            <span className="spacer" />
            {after !== null && (
              <button className="btn quiet" onClick={() => go(null)}>
                Newest
              </button>
            )}
            <button
              className="btn quiet"
              disabled={!graph.hasNextPage}
              onClick={() => go(graph.endCursor)}
            >
              Older
              <Icon name="right" />
            </button>
          </div>
        </>
      )}
    </section>
  )
}
