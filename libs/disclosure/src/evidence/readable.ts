import { parseRecord, type RecordFile } from '@assize/tlog'
import type { CheckedProofs } from './check-proofs.js'
import { PackageFault, type PackageFaultCode } from './package-fault.js'
import { textOf, type PackageSource } from './package-source.js'

/** What a person reads in a package must be what is proven in it; each check holds one sort of file against the proofs. */
export interface Readable {
  readonly source: PackageSource
  readonly paths: ReadonlySet<string>
  readonly proofs: CheckedProofs
}

export type Told = Readonly<Record<string, unknown>>

export const isTold = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A JSON object out of a package; anything else is a fault of `where`. */
export function objectIn(text: string, where: string, code: PackageFaultCode): Told {
  const fault = () => new PackageFault(code, where, 'expected a JSON object')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw fault()
  }
  if (!isTold(value)) throw fault()
  return value
}

/** A record that was proven before, by its name. */
export const recordOf = async (source: PackageSource, name: string): Promise<RecordFile> =>
  parseRecord(await textOf(source, `data/proofs/${name}.record.json`))
