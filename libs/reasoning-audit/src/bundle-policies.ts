import { parseInstant } from './parse-instant.js'
import { isRecord, present } from './bundle-trace.js'

/** One policy version of a bundle; `file` is relative to the bundle's folder. */
export interface PolicyEntry {
  readonly policyVersion: string
  readonly policyId: string
  readonly file: string
  readonly firstSeen?: string
  readonly lastSeen?: string
}

export type PoliciesIndex =
  | { readonly kind: 'index'; readonly entries: readonly PolicyEntry[] }
  | { readonly kind: 'refused'; readonly message: string }

/** Reads `policies/index.json`, entries in order of first use. */
export function readPoliciesIndex(text: string): PoliciesIndex {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('expected JSON in the policies index')
  }
  if (!Array.isArray(value))
    return refuse('expected a list of policy versions in the policies index')
  const entries: PolicyEntry[] = []
  for (const [i, item] of (value as readonly unknown[]).entries()) {
    const entry = readEntry(item)
    if (typeof entry === 'string')
      return refuse(`expected ${entry} in entry ${i} of the policies index`)
    if (entries.some((each) => each.policyVersion === entry.policyVersion))
      return refuse(`expected each policy_version once, saw entry ${i} again`)
    entries.push(entry)
  }
  return { kind: 'index', entries: entries.toSorted(byFirstUse) }
}

/** Entries that say nothing of their first use come last, as they stand. */
const byFirstUse = (a: PolicyEntry, b: PolicyEntry): number =>
  timeOf(a.firstSeen) - timeOf(b.firstSeen) || 0

const timeOf = (text: string | undefined): number =>
  (text === undefined ? undefined : parseInstant(text)?.getTime()) ?? Number.MAX_SAFE_INTEGER

function readEntry(item: unknown): PolicyEntry | string {
  if (!isRecord(item)) return 'an object'
  const { policy_version: version, policy_id: id, file, first_seen: first, last_seen: last } = item
  if (typeof version !== 'string' || !isName(version))
    return 'a policy_version of one line and at most 200 characters'
  if (typeof file !== 'string' || !isInside(file)) return 'a relative file inside the bundle'
  return {
    policyVersion: version,
    policyId: typeof id === 'string' && isName(id) ? id : (version.split('@')[0] ?? version),
    file,
    ...present('firstSeen', typeof first === 'string' ? first : undefined),
    ...present('lastSeen', typeof last === 'string' ? last : undefined),
  }
}

/** What may stand in lists and messages as a name. */
export const isName = (text: string): boolean =>
  text.trim() !== '' && text.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(text)

/** A bundle comes from elsewhere: its index may not name files outside of it. */
const isInside = (file: string): boolean =>
  file !== '' &&
  !/^(?:[/\\]|[a-z]:)/i.test(file) &&
  !file.split(/[/\\]/).includes('..') &&
  !file.includes('\0')

const refuse = (message: string): PoliciesIndex => ({ kind: 'refused', message })
