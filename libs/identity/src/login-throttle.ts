export interface LoginAttempt {
  readonly account: string
  readonly address: string
}

export type LoginPermit =
  { readonly kind: 'go' } | { readonly kind: 'wait'; readonly retryAfterMs: number }

export const loginLimits = {
  windowMs: 15 * 60_000,
  failuresPerAccount: 10,
  failuresPerAddress: 50,
  /** Beyond this many remembered names the oldest are forgotten: memory stays bounded under a flood. */
  remembered: 20_000,
} as const

interface Tally {
  failures: number
  since: number
}

/**
 * Slows guessing, for one account from anywhere and from one address at any account. An attempt counts as failed from
 * its beginning, so that a hundred at once are a hundred; success takes it back. Time is handed in.
 */
export class LoginThrottle {
  private readonly tallies = new Map<string, Tally>()

  begin(attempt: LoginAttempt, now: Date): LoginPermit {
    const at = now.getTime()
    const tallies = this.limitsOf(attempt).map(([key, most]) => ({
      tally: this.tally(key, at),
      most,
    }))
    const closed = tallies.filter(({ tally, most }) => tally.failures >= most)
    if (closed.length > 0) {
      const until = Math.max(...closed.map(({ tally }) => tally.since + loginLimits.windowMs))
      return { kind: 'wait', retryAfterMs: until - at }
    }
    for (const { tally } of tallies) tally.failures += 1
    return { kind: 'go' }
  }

  /** The account starts afresh; the address only gets this one attempt back. */
  succeeded({ account, address }: LoginAttempt): void {
    this.tallies.delete(accountKey(account))
    const tally = this.tallies.get(addressKey(address))
    if (tally && tally.failures > 0) tally.failures -= 1
  }

  private limitsOf({ account, address }: LoginAttempt): readonly (readonly [string, number])[] {
    return [
      [accountKey(account), loginLimits.failuresPerAccount],
      [addressKey(address), loginLimits.failuresPerAddress],
    ]
  }

  private tally(key: string, at: number): Tally {
    const known = this.tallies.get(key)
    if (known && at - known.since < loginLimits.windowMs) return known
    this.tallies.delete(key)
    for (const oldest of this.tallies.keys()) {
      if (this.tallies.size < loginLimits.remembered) break
      this.tallies.delete(oldest)
    }
    const fresh = { failures: 0, since: at }
    this.tallies.set(key, fresh)
    return fresh
  }
}

const accountKey = (account: string): string => `account ${account}`
const addressKey = (address: string): string => `address ${address}`
