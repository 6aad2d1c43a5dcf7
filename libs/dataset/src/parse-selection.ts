import { DatasetError } from './dataset-error.js'
import { itemKinds, type ItemKind, type Selection } from './dataset.js'

/** What a caller asks a data set to be made of. */
export interface SelectionInput {
  readonly policies?: readonly string[] | null
  readonly kinds?: readonly string[] | null
  readonly includeSimulated?: boolean | null
  readonly decidedAfter?: Date | null
  readonly decidedBefore?: Date | null
}

const most = { policies: 200, policyCharacters: 200, purpose: 1000, seed: 200 } as const

/** Throws `SELECTION_INVALID`. */
export function parseSelection(input: SelectionInput): Selection {
  const { policies = null, decidedAfter = null, decidedBefore = null } = input
  if (policies && (policies.length === 0 || policies.length > most.policies))
    throw refusal(`expected 1 to ${most.policies} policies, or none named for all`)
  if (policies?.some((name) => name.length > most.policyCharacters || !isPlain(name)))
    throw refusal('expected names of policies')
  if (decidedAfter && decidedBefore && decidedAfter >= decidedBefore)
    throw refusal('expected an instant after the one decisions are taken from')
  return {
    policies: policies && [...new Set(policies)].sort(),
    kinds: parseKinds(input.kinds ?? itemKinds),
    includeSimulated: input.includeSimulated ?? false,
    decidedAfter,
    decidedBefore,
  }
}

/** Throws `NAME_INVALID`. Names are parts of paths and file names. */
export function parseDatasetName(name: string): string {
  const trimmed = name.trim()
  if (/^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/.test(trimmed)) return trimmed
  throw new DatasetError(
    'NAME_INVALID',
    'expected a name of 1 to 64 lower-case letters, digits, dots, hyphens or underscores',
  )
}

/** Throws `PURPOSE_INVALID`. */
export function parsePurpose(purpose: string): string {
  const trimmed = purpose.trim()
  if (trimmed.length <= most.purpose && isPlain(trimmed)) return trimmed
  throw new DatasetError(
    'PURPOSE_INVALID',
    `expected a purpose of at most ${most.purpose} printable characters`,
  )
}

/** Throws `SEED_INVALID`. */
export function parseSeed(seed: string): string {
  if (seed.length >= 1 && seed.length <= most.seed && isPlain(seed)) return seed
  throw new DatasetError(
    'SEED_INVALID',
    `expected a seed of 1 to ${most.seed} printable characters`,
  )
}

function parseKinds(kinds: readonly string[]): readonly ItemKind[] {
  const known = itemKinds.filter((kind) => kinds.includes(kind))
  if (known.length === 0 || kinds.some((kind) => !known.includes(kind as ItemKind)))
    throw refusal(`expected kinds among ${itemKinds.join(', ')}`)
  return known
}

/** Line breaks are for people to write; other controls and lone surrogates are not. */
const isPlain = (text: string): boolean => !/[\p{Cc}\p{Cs}]/u.test(text.replace(/[\n\r\t]/g, ''))

const refusal = (message: string) => new DatasetError('SELECTION_INVALID', message)
