import { useEffect, useRef, useState } from 'react'
import { useKeys } from '../keys/useKeys.js'
import { Icon } from '../parts/Icon.js'
import { merged, parseQuery, without, type Query } from './query.js'

interface Props {
  readonly query: Query
  readonly problems: readonly string[]
  readonly onChange: (query: Query) => void
}

/** Words and `key:value` terms; terms that stand become chips, and Enter puts typed ones in. */
export function QueryBox({ query, problems, onChange }: Props) {
  const [typed, setTyped] = useState(query.words)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => setTyped(query.words), [query.words])
  useKeys({ find: () => input.current?.focus() })
  const submit = () => {
    const next = merged(query, parseQuery(typed))
    setTyped(next.words)
    onChange(next)
  }
  const last = query.terms.at(-1)
  return (
    <form
      className="field"
      role="search"
      aria-label="Verdicts"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Icon name="search" />
      {query.terms.map(({ key, values }) => (
        <button
          key={key}
          type="button"
          className="term"
          aria-label={`remove ${key} ${values.join(', ')}`}
          title="remove"
          onClick={() => onChange(without(query, key))}
        >
          <b>{key}</b> {values.join(', ')} <span aria-hidden="true">×</span>
        </button>
      ))}
      <input
        ref={input}
        value={typed}
        aria-label="Words or terms"
        aria-describedby={problems.length ? 'query-problems' : undefined}
        placeholder="words, or policy:spam risk:>0.7"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => typed !== query.words && submit()}
        onKeyDown={(event) => {
          if (event.key === 'Backspace' && typed === '' && last) onChange(without(query, last.key))
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {problems.length > 0 && (
        <span id="query-problems" className="problem" role="status">
          {problems.join('; ')}
        </span>
      )}
    </form>
  )
}
