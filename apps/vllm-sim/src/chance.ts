import { sha256 } from '@assize/kernel'

/**
 * Numbers in [0, 1) that depend on the parts alone: the same prompt meets the same fate on every run and
 * in every process.
 */
export class Chance {
  readonly #digest: Buffer

  constructor(...parts: readonly (string | number)[]) {
    this.#digest = Buffer.from(sha256(JSON.stringify(parts)))
  }

  fraction(purpose: string): number {
    const digest = Buffer.from(sha256(Buffer.concat([this.#digest, Buffer.from(purpose)])))
    return digest.readUIntBE(0, 6) / 2 ** 48
  }

  pick<T>(purpose: string, choices: readonly T[]): T {
    const choice = choices[Math.floor(this.fraction(purpose) * choices.length)]
    if (choice === undefined) throw new RangeError(`nothing to pick from for ${purpose}`)
    return choice
  }

  /** Mean 1, with a long tail, as the lengths and times of real replies have. */
  logNormal(purpose: string, sigma: number): number {
    const u = Math.max(this.fraction(`${purpose}/u`), 1e-9)
    const angle = 2 * Math.PI * this.fraction(`${purpose}/v`)
    const normal = Math.sqrt(-2 * Math.log(u)) * Math.cos(angle)
    return Math.exp(sigma * normal - (sigma * sigma) / 2)
  }
}
