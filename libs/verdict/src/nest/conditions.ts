import { isStorableText } from '@assize/kernel'

/** Collects `WHERE` parts with numbered parameters; values never become text of the statement. */
export class Conditions {
  private readonly parts: string[] = []

  /** Several conditions of one statement share their values. */
  constructor(readonly values: unknown[] = []) {}

  /** `?` in `part` stands for `value`. A value the database could not hold is equal to nothing in it. */
  add(part: string, value: unknown): void {
    const bound = this.bind(part, value)
    this.holds(bound ?? 'FALSE')
  }

  holds(part: string): void {
    this.parts.push(part)
  }

  /** `part` with `?` as a numbered parameter; null for a value the database could not hold. */
  bind(part: string, value: unknown): string | null {
    if (!isHoldable(value)) return null
    this.values.push(value)
    return part.replaceAll('?', `$${this.values.length}`)
  }

  get where(): string {
    return this.parts.length === 0 ? 'TRUE' : this.parts.join(' AND ')
  }
}

const isHoldable = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.every(isHoldable)
    : typeof value !== 'string' || isStorableText(value)
