const longest = 40

/** A name for a branch from what is done on it: `spam/clearer-links`. Empty until there are words. */
export function branchNameFor(policy: string, message: string): string {
  const words = message
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  let name = ''
  for (const word of words) {
    const longer = name === '' ? word : `${name}-${word}`
    if (longer.length > longest) break
    name = longer
  }
  return name === '' || policy.trim() === '' ? '' : `${policy.trim()}/${name}`
}
