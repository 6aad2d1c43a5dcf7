import type { Dot, Edge, Lanes } from './lanes.js'

export const rowHeight = 56
const laneWidth = 16
const middle = 20

export const widthOf = (lanes: number) => lanes * laneWidth + 12

const x = (lane: number) => 12 + lane * laneWidth
const y = (row: number) => row * rowHeight + middle

/** Down in its own lane, bending where it leaves and where it joins. */
function pathOf({ from, to, lane }: Edge): string {
  const [x1, y1, x2, y2] = [x(from.lane), y(from.row), x(to.lane), y(to.row)]
  const along = x(lane)
  const bend = rowHeight / 2
  const out = along === x1 ? '' : `C${x1} ${y1 + bend} ${along} ${y1} ${along} ${y1 + bend} `
  const back = along === x2 ? '' : `C${along} ${y2} ${x2} ${y2 - bend} ${x2} ${y2}`
  return `M${x1} ${y1}${out}L${along} ${back ? y2 - bend : y2}${back}`
}

/** The lines between versions and commits, for the eye only; the list beside it says the same. */
export function LaneDrawing({ dots, laid }: { dots: readonly Dot[]; laid: Lanes }) {
  const height = dots.length * rowHeight
  return (
    <svg
      className="lanes"
      width={widthOf(laid.width)}
      height={height}
      viewBox={`0 0 ${widthOf(laid.width)} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      {laid.edges.map((edge, i) => (
        <path key={i} d={pathOf(edge)} className={edge.older ? 'older' : undefined} />
      ))}
      {dots.map(({ commit, version }, row) => (
        <circle
          key={commit}
          cx={x(laid.lanes[row] ?? 0)}
          cy={y(row)}
          r={version ? 6 : 4}
          className={version ? 'version' : undefined}
        />
      ))}
    </svg>
  )
}
