/** Where a list stands: at its newest rows, or after or before a row known by its cursor. */
export type PagePlace =
  | { readonly at: 'start' }
  | { readonly at: 'after'; readonly cursor: string }
  | { readonly at: 'before'; readonly cursor: string }

export const start: PagePlace = { at: 'start' }

export function placeFrom(search: URLSearchParams): PagePlace {
  const after = search.get('after')
  if (after) return { at: 'after', cursor: after }
  const before = search.get('before')
  if (before) return { at: 'before', cursor: before }
  return start
}

/** The same address with another place in it; everything else stays. */
export function withPlace(search: URLSearchParams, place: PagePlace): URLSearchParams {
  const next = new URLSearchParams(search)
  next.delete('after')
  next.delete('before')
  if (place.at !== 'start') next.set(place.at, place.cursor)
  return next
}

/** Keyset arguments of a connection for one page of `size` rows. */
export function pageArguments(place: PagePlace, size: number) {
  if (place.at === 'before') return { last: size, before: place.cursor }
  if (place.at === 'after') return { first: size, after: place.cursor }
  return { first: size }
}
