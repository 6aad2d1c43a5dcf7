import { hmacSha256Hex } from '@assize/kernel'
import { DatasetError } from './dataset-error.js'

export const splits = ['train', 'dev', 'test'] as const
export type Split = (typeof splits)[number]
export type Shares = Readonly<Record<Split, number>>

export const usualShares: Shares = { train: 0.8, dev: 0.1, test: 0.1 }

const shareDigits = 12

/**
 * The split of a content item: a keyed digest of its fingerprint, read as a fraction, falls into one of the shares.
 * Nothing else is looked at, so that content which reads the same is never on two sides, and what joins a data set
 * later moves nothing that was there.
 */
export function assignSplit(fingerprint: string, seed: string, shares: Shares): Split {
  const digest = hmacSha256Hex(`assize-split/v1\n${seed}`, fingerprint)
  const place = parseInt(digest.slice(0, shareDigits), 16) / 16 ** shareDigits
  let bound = 0
  for (const split of splits) {
    bound += shares[split]
    if (place < bound) return split
  }
  // Shares that add up to a hair less than one leave the hair to the last split that has any.
  return splits.findLast((split) => shares[split] > 0) ?? 'train'
}

/** Throws `SHARES_INVALID` unless each is a number from 0 to 1 and together they are one. */
export function parseShares(value: unknown): Shares {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refusal('expected shares like {"train": 0.8, "dev": 0.1, "test": 0.1}')
  const unknown = Object.keys(value).filter((key) => !(splits as readonly string[]).includes(key))
  if (unknown.length > 0) throw refusal(`expected shares of ${splits.join(', ')} only`)
  const shares = { train: 0, dev: 0, test: 0 }
  for (const [split, share] of Object.entries(value) as [Split, unknown][]) {
    if (typeof share !== 'number' || !(share >= 0 && share <= 1))
      throw refusal(`expected a share of ${split} from 0 to 1`)
    shares[split] = share
  }
  const sum = splits.reduce((total, split) => total + shares[split], 0)
  if (Math.abs(sum - 1) > 1e-9) throw refusal(`expected shares that add up to 1, saw ${sum}`)
  return shares
}

/** Throws `SPLIT_UNKNOWN`. */
export function parseSplit(value: string): Split {
  const split = splits.find((each) => each === value)
  if (split) return split
  throw new DatasetError('SPLIT_UNKNOWN', `expected one of ${splits.join(', ')}`)
}

const refusal = (message: string) => new DatasetError('SHARES_INVALID', message)
