export type ManifestFault =
  'TOO_LONG' | 'NOT_YAML' | 'NOT_A_MAPPING' | 'MISSING' | 'WRONG_VALUE' | 'DUPLICATE'

export interface ManifestProblem {
  readonly fault: ManifestFault
  /** Where, as `rules[0].code`; empty for the whole file. */
  readonly path: string
  readonly message: string
}

export type Mapping = Readonly<Record<string, unknown>>

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads fields of a parsed manifest and keeps every problem met, so that an author sees all at once. */
export class FieldReader {
  readonly problems: ManifestProblem[] = []

  add(fault: ManifestFault, path: string, expected: string): void {
    this.problems.push({ fault, path, message: `${path}: expected ${expected}` })
  }

  wrong(path: string, expected: string): void {
    this.add('WRONG_VALUE', path, expected)
  }

  text(from: Mapping, field: string, at: string): string {
    const value = from[field]
    if (value === undefined || value === null) this.add('MISSING', `${at}${field}`, 'a text')
    else if (typeof value !== 'string' || value.trim() === '') this.wrong(`${at}${field}`, 'a text')
    return typeof value === 'string' ? value : ''
  }

  /** Null where the field is left out. */
  maybeText(from: Mapping, field: string, at: string): string | null {
    return from[field] === undefined || from[field] === null ? null : this.text(from, field, at)
  }

  /** A number of 0 to 1; null where the field is left out. */
  maybeShare(from: Mapping, field: string, at: string): number | null {
    const value = from[field]
    if (value === undefined || value === null) return null
    if (typeof value === 'number' && value >= 0 && value <= 1) return value
    this.wrong(`${at}${field}`, 'a share of 0 to 1')
    return null
  }

  texts(from: Mapping, field: string): string[] {
    const value = from[field]
    if (value === undefined || value === null) return []
    const items: unknown[] = Array.isArray(value) ? value : [undefined]
    const texts = items.filter((item): item is string => typeof item === 'string')
    if (texts.length !== items.length) this.wrong(field, 'a list of texts')
    return texts
  }

  choice<T extends string>(
    from: Mapping,
    field: string,
    at: string,
    among: readonly T[],
    instead: T,
    byDefault?: T,
  ): T {
    const value = from[field]
    if (value === undefined && byDefault !== undefined) return byDefault
    const found = among.find((each) => each === value)
    if (found) return found
    const fault = value === undefined ? 'MISSING' : 'WRONG_VALUE'
    this.add(fault, `${at}${field}`, `one of ${among.join(', ')}`)
    return instead
  }
}
