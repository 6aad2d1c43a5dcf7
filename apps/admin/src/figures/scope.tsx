import { useSearchParams } from 'react-router'
import { useEndpoints } from '../cluster/useEndpoints.js'

/**
 * Simulated and imported verdicts count when asked for; the choice stands in the address. Where no
 * endpoint has a model behind it, there is nothing else to count, and simulated ones do.
 */
export function useScope() {
  const [search, setSearch] = useSearchParams()
  const { data, isPending } = useEndpoints()
  const noModel = data !== undefined && data.endpoints.every((endpoint) => endpoint.simulated)
  const simulated = (search.get('simulated') ?? (noModel ? 'yes' : 'no')) === 'yes'
  const imported = search.get('imported') === 'yes'
  const put = (name: string, on: boolean) => {
    const next = new URLSearchParams(search)
    next.set(name, on ? 'yes' : 'no')
    setSearch(next, { replace: true })
  }
  const named = [simulated ? 'simulated' : null, imported ? 'imported' : null].filter(
    (one) => one !== null,
  )
  const counts = named.length
    ? `${named.join(' and ')} counted`
    : 'simulated and imported not counted'
  return { simulated, imported, put, counts, known: !isPending }
}

export type Scope = ReturnType<typeof useScope>

export const ScopeSwitch = ({ scope }: { scope: Scope }) => (
  <span className="row wide">
    <span className="label" id="counted">
      counted too
    </span>
    <span className="seg low" role="group" aria-labelledby="counted">
      {(['simulated', 'imported'] as const).map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={scope[name]}
          onClick={() => scope.put(name, !scope[name])}
        >
          {name}
        </button>
      ))}
    </span>
  </span>
)
