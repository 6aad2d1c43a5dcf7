import { redactionReasons } from './evidence-package.js'
import { PackageFault } from './package-fault.js'
import { textOf } from './package-source.js'
import { isTold, objectIn, type Readable, type Told } from './readable.js'

const path = 'data/package.json'

const differs = (why: string) => new PackageFault('DESCRIPTION_DIFFERS', path, why)

/** What the package says of itself is what is in it; what it leaves out is said, and why. */
export async function checkDescription(
  { source, paths, proofs }: Readable,
  counted: { readonly verdicts: number; readonly policyVersions: number },
) {
  if (!paths.has(path)) throw new PackageFault('FILE_MISSING', path, 'expected the description')
  const told = objectIn(await textOf(source, path), path, 'DESCRIPTION_DIFFERS')
  const { counts } = told
  if (!isTold(counts)) throw differs('expected counts')
  const redactions = redactionsIn(told)
  const seen = { ...counted, records: proofs.records.size, redactions: redactions.length }
  for (const [name, count] of Object.entries(seen))
    if (counts[name] !== count)
      throw differs(`expected ${String(counts[name])} ${name}, saw ${count}`)
  const listed = new Set(redactions.map(lineOf))
  for (const [name, { kind, words }] of proofs.records) {
    const id = name.slice(kind.length + 1, kind.length + 37)
    if (words === 'erased' && !listed.has(lineOf({ kind, id, why: 'erased' })))
      throw differs(`the words of ${name} are erased, and that is not listed`)
    if (words === 'withheld' && !redactions.some((redaction) => withholds(redaction, kind)))
      throw differs(`the words of ${name} are withheld, and that is not listed`)
  }
  return { scope: told['scope'], request: told['request'], redactions: redactions.length }
}

const lineOf = ({ kind, id, why }: Told): string => `${String(kind)} ${String(id)} ${String(why)}`

function redactionsIn({ redactions }: Told): readonly Told[] {
  const isOne = (value: unknown): value is Told =>
    isTold(value) && (redactionReasons as readonly unknown[]).includes(value['why'])
  if (!Array.isArray(redactions)) throw differs('expected a list of redactions')
  if (redactions.every(isOne)) return redactions
  throw differs(`expected redactions with one of the reasons ${redactionReasons.join(', ')}`)
}

/** Packages of before withheld kinds were named say only that something was withheld from whoever asked. */
const withholds = ({ kinds, why }: Told, kind: string): boolean =>
  (why === 'permission' || why === 'not-asked') &&
  (kinds === undefined || (Array.isArray(kinds) && kinds.includes(kind)))
