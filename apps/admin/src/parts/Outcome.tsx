import type { Outcome as Name } from '../api/schema-words.js'
import { capital, toWords } from '../words/words.js'

const shape: Record<Name, string> = { VIOLATES: 'v', ALLOWED: 'a', UNDETERMINED: 'u' }

/** An outcome is always shape, word and colour together. */
export function Outcome({ name, size }: { name: Name; size?: 'big' | 'plain' }) {
  const word = size === 'big' ? capital(toWords(name)) : toWords(name)
  return <span className={['o', shape[name], size].filter(Boolean).join(' ')}>{word}</span>
}

export const Simulated = () => (
  <span className="sim" title="answered by the simulator, not by a model">
    simulated
  </span>
)
