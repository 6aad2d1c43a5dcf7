import { contentItemOf } from './belonging.js'
import type { CheckedProofs } from './check-proofs.js'
import { PackageFault } from './package-fault.js'

const pathOf = (name: string): string => `data/proofs/${name}.record.json`

/**
 * Words are erased when the log says so: each record without its words for that reason belongs to a content item that a
 * proven `erased-item` names, of an erasure that is proven as well. Nobody is believed who only says it.
 */
export function checkErasures({ records }: CheckedProofs): void {
  const erased = new Set<string>()
  for (const [name, { kind, about }] of records) {
    if (kind !== 'erased-item' || about === null) continue
    const erasure = `erasure-${name.slice(`${kind}-`.length).slice(0, 36)}`
    if (!records.has(erasure))
      throw new PackageFault('ERASURE_UNPROVEN', pathOf(name), `no proof of ${erasure} is here`)
    erased.add(about)
  }
  const aboutOf = (name: string) => records.get(name)?.about ?? null
  for (const [name, { words }] of records) {
    if (words !== 'erased') continue
    const item = contentItemOf(name, aboutOf)
    if (item === null || !erased.has(item))
      throw new PackageFault(
        'ERASURE_UNPROVEN',
        pathOf(name),
        `its words are said to be erased, and no proof of an erasure of ${item ?? 'its content item'} is here`,
      )
  }
}
