/** Who answers for which paths: a file in the repository, one pattern a line and who owns what it matches. */
export const ownersFile = 'OWNERS'

export interface OwnersLine {
  readonly pattern: string
  /** Addresses of people or names of roles; nobody where the line names none. */
  readonly owners: readonly string[]
}

/** Somebody who may be an owner: by their address, or by a role they hold. */
export interface Owner {
  readonly email: string
  readonly roles: readonly string[]
}

const mostLines = 1000
const mostPattern = 200

/** Lines that are no pattern are read over, as are comments; what follows ` #` is one. */
export function parseOwners(text: string): OwnersLine[] {
  return text
    .split('\n')
    .slice(0, mostLines)
    .flatMap((line) => {
      const [pattern, ...owners] = line
        .replace(/(^|\s)#.*$/, '')
        .trim()
        .split(/\s+/)
      if (!pattern || pattern.length > mostPattern) return []
      return [{ pattern, owners: owners.map((owner) => owner.replace(/^@/, '').toLowerCase()) }]
    })
}

/** Of the lines that match a path the last one counts; a path none matches has no owners. */
export function ownersOf(lines: readonly OwnersLine[], path: string): readonly string[] {
  return lines.findLast(({ pattern }) => matchesPath(pattern, path))?.owners ?? []
}

export const isOwner = (owners: readonly string[], { email, roles }: Owner): boolean =>
  owners.includes(email.toLowerCase()) || roles.some((role) => owners.includes(role))

/**
 * As in CODEOWNERS: `*` stays within one part, `**` spans parts, a slash at the end means all below, a slash at the
 * start or within binds the pattern to the root; a folder's pattern matches what lies in it.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const isRooted = pattern.replace(/\/$/, '').includes('/')
  const parts = pattern.replace(/^\//, '').split('/')
  const wanted = parts.at(-1) === '' ? [...parts.slice(0, -1), '**'] : parts
  const rooted = isRooted ? wanted : ['**', ...wanted]
  const given = path.split('/')
  if (matchesParts(rooted, given)) return true
  // A name that ends in `*` is of one part: `docs/*` has no grandchildren.
  if (rooted.at(-1)?.includes('*')) return false
  return matchesParts([...rooted, '**'], given)
}

/** One part of the pattern at a time, with the places in the path it may have come to. */
function matchesParts(pattern: readonly string[], path: readonly string[]): boolean {
  let places = new Set([0])
  for (const [index, part] of pattern.entries()) {
    const next = new Set<number>()
    for (const place of places) {
      if (part === '**') {
        // At the end it stands for something, elsewhere also for nothing.
        const from = index === pattern.length - 1 ? place + 1 : place
        for (let to = from; to <= path.length; to++) next.add(to)
      } else if (place < path.length && matchesName(part, path[place] ?? '')) next.add(place + 1)
    }
    places = next
  }
  return places.has(path.length)
}

/** `*` for any run of characters, in one pass with one way back. */
export function matchesName(pattern: string, name: string): boolean {
  let p = 0
  let n = 0
  let star = -1
  let mark = 0
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++
      mark = n
    } else if (pattern[p] === name[n]) {
      p++
      n++
    } else if (star >= 0) {
      p = star + 1
      n = ++mark
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

/** Whether any name matches both patterns. */
export function patternsMeet(one: string, other: string): boolean {
  let places = new Set([0])
  const passStars = (at: Set<number>) => {
    for (const place of at) if (other[place] === '*') at.add(place + 1)
    return at
  }
  passStars(places)
  for (const part of one) {
    const next = new Set<number>()
    for (const place of places) {
      const theirs = other[place]
      if (part === '*') for (let to = place; to <= other.length; to++) next.add(to)
      else if (theirs === '*') next.add(place)
      else if (theirs === part) next.add(place + 1)
    }
    places = passStars(next)
  }
  return places.has(other.length)
}
