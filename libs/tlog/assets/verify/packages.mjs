import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkBag } from './bags.mjs'
import { checkCheckpoints, noteCheckpoint } from './checkpoints.mjs'
import { checkErasures, ownerOf } from './erasures.mjs'
import { Fault } from './faults.mjs'
import { checkListings, rowDigest } from './listings.mjs'
import { verifyProof } from './proofs.mjs'
import { checkTexts } from './texts.mjs'

export function verifyPackage(folder, trust) {
  const payload = checkBag(folder)
  const checkpoints = new Map()
  const records = new Map()
  const words = { bound: 0, erased: 0, withheld: 0, none: 0 }
  const read = (name) => readFileSync(join(folder, name), 'utf8')
  for (const where of [...payload].sort()) {
    if (/^data\/proofs\/.+\.record\.json$/.test(where))
      if (!payload.has(where.replace(/\.record\.json$/, '.tlog-proof')))
        throw new Fault(where, 'no proof of it is in the package')
    if (!/^data\/proofs\/.+\.tlog-proof$/.test(where)) continue
    const recordWhere = where.replace(/\.tlog-proof$/, '.record.json')
    if (!payload.has(recordWhere))
      throw new Fault(where, `${recordWhere}, the record it proves, is not there`)
    const proven = verifyProof(read(where), read(recordWhere), trust, where, recordWhere)
    const { entry, row, checkpoint, index } = proven
    noteCheckpoint(checkpoints, checkpoint, where)
    if (records.has(String(index))) throw new Fault(where, `entry ${index} is proven twice`)
    records.set(String(index), {
      kind: entry.kind,
      id: entry.id,
      name: [entry.kind, entry.id, ...(entry.part === undefined ? [] : [entry.part])].join(' '),
      where: recordWhere,
      digest: rowDigest(row),
      text: row.blob_sha256,
      commit: row.commit,
      verdictId: row.verdict_id,
      words: proven.words,
      owner: ownerOf(entry.kind, row),
    })
    words[proven.words]++
  }
  checkErasures([...records.values()])
  checkCheckpoints(folder, payload, trust, checkpoints)
  return {
    files: payload.size,
    proofs: records.size,
    verdicts: [...records.values()].filter(({ kind }) => kind === 'verdict').length,
    listed: checkListings(folder, payload, records),
    texts: checkTexts(folder, payload, records),
    words,
    checkpoints: [...checkpoints.values()],
  }
}
