import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { Bones, Empty } from '../parts/states.js'
import { placeInDays, sharesByPolicy, type Share } from './daily.js'
import { PUBLICATIONS, type Figures, type Published } from './figures.js'

const days = 30
const width = 214
const height = 52

/** A line through the days that have a share, on a scale of its own. */
function path(shares: Share['shares']): string {
  const top = Math.max(0.02, ...shares.filter((share) => share !== null))
  const x = (i: number) => 2 + (i / (shares.length - 1)) * (width - 4)
  const y = (share: number) => height - 3 - (share / top) * (height - 10)
  let pen = 'M'
  return shares
    .map((share, i) => {
      if (share === null) return ''
      const point = `${pen}${x(i).toFixed(1)} ${y(share).toFixed(1)}`
      // A line to where it stands, so that a day without neighbours is a dot.
      const dot = pen === 'M' ? 'h0.01' : ''
      pen = 'L'
      return point + dot
    })
    .join('')
}

function Spark({ share, published }: { share: Share; published: Published | undefined }) {
  const today = new Date()
  const marks = (published?.publications ?? []).flatMap(({ id, publishedAt, commit }) => {
    const place = placeInDays(publishedAt, today, days)
    return place === null ? [] : [{ id, x: 2 + place * (width - 4), commit }]
  })
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className="axis" d={`M0 ${height - 1}H${width}`} />
      {marks.map(({ id, x, commit }) => (
        <path key={id} className="ver" d={`M${x} 0V${height}`}>
          <title>{`${commit.slice(0, 7)} published`}</title>
        </path>
      ))}
      <path
        d={path(share.shares)}
        fill="none"
        stroke="var(--text-2)"
        strokeWidth={share.shares.filter((one) => one !== null).length === 1 ? 4 : 1.5}
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}

/** The flagged share of each policy, with the version changes as vertical marks. */
export function FlaggedShare({ figures }: { figures: Figures | undefined }) {
  const { data } = useGraph(PUBLICATIONS, {})
  const shares = figures && sharesByPolicy(figures.flagged, new Date(), days)
  return (
    <section className="panel" aria-label="Flagged share by policy">
      <div className="head">
        <h2>Flagged share by policy</h2>
        <span>{days} days</span>
        <span className="spacer" />
        <span className="label wide">dashed: version published</span>
      </div>
      {!shares && <Bones />}
      {shares?.length === 0 && (
        <Empty title="Nothing judged yet">
          <p>The share appears with the first verdicts.</p>
        </Empty>
      )}
      <ul className="in share">
        {shares?.map((share) => {
          const published = data?.policies.find(({ name }) => name === share.policy)
          return (
            <li key={share.policy}>
              <Link to={`/policies/${encodeURIComponent(share.policy)}`}>{share.policy}</Link>
              <span className="mono dim">{published?.inForce?.shortCommit}</span>
              <Spark share={share} published={published} />
              <Link
                className="num"
                to={`/verdicts?q=policy:${share.policy}+flagged:yes+decided:${days}d`}
                title={`${share.flagged} of ${share.verdicts}`}
              >
                {((share.flagged / share.verdicts) * 100).toFixed(1)} %
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
