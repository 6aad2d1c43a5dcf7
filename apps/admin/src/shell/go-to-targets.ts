import type { Place } from './places.js'

export interface Target {
  readonly to: string
  readonly title: string
  readonly kind: string
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Where a few typed words may lead: pages, policies, an id, or a search among the verdicts. */
export function targetsFor(
  typed: string,
  places: readonly Place[],
  policies: readonly { name: string; title: string }[],
): Target[] {
  const words = typed.trim()
  const matches = (text: string) => text.toLowerCase().includes(words.toLowerCase())
  const pages = places
    .filter(({ title }) => matches(title))
    .map(({ to, title }) => ({ to, title, kind: 'page' }))
  const named = policies
    .filter(({ name, title }) => matches(name) || matches(title))
    .map(({ name, title }) => ({
      to: `/policies/${encodeURIComponent(name)}`,
      title,
      kind: 'policy',
    }))
  if (!words) return [...pages, ...named]
  const ids = uuid.test(words)
    ? [
        { to: `/verdicts/${words}`, title: words, kind: 'verdict' },
        { to: `/workbench/${words}`, title: words, kind: 'case' },
        { to: `/appeals/${words}`, title: words, kind: 'appeal' },
      ]
    : []
  const search = {
    to: `/verdicts?q=${encodeURIComponent(words)}`,
    title: words,
    kind: 'search verdicts',
  }
  return [...ids, ...pages, ...named, ...(ids.length ? [] : [search])]
}
