import { counted } from '../words/words.js'

const [low, high] = [400, 600]
const width = 96

/** How long the model's reading is, against the band that keeps a policy readable. */
export function TokenMeter({ tokens, about = false }: { tokens: number; about?: boolean }) {
  const x = (value: number) => (Math.min(value, high * 1.33) / (high * 1.33)) * width
  return (
    <span
      className="meter"
      title={`${low} to ${high} tokens keep the policy readable for the model`}
    >
      tokens
      <svg width={width} height="14" aria-hidden="true">
        <rect y="5" width={width} height="4" fill="var(--mark)" />
        <rect x={x(low)} y="5" width={x(high) - x(low)} height="4" fill="var(--edge)" />
        <path d={`M${x(tokens)} 1v12`} stroke="var(--text)" strokeWidth="2" />
      </svg>
      <b title={counted(tokens, 'token')}>
        {about && 'about '}
        {tokens.toLocaleString('en')}
      </b>
      <span className="dim">
        of {low} to {high}
      </span>
    </span>
  )
}
