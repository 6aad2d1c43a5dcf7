import { join } from 'node:path'
import { linesOf } from './bags.mjs'
import { sha256 } from './digests.mjs'
import { Fault } from './faults.mjs'
import { canonical, parsed } from './json.mjs'

export const rowDigest = (row) => sha256(canonical(row)).toString('hex')

/** Each line of a listing is a proven row at its place in the log, listed once; each proven verdict is listed. */
export function checkListings(folder, payload, records) {
  const listed = new Set()
  for (const name of payload) {
    if (!/^data\/[^/]+\.jsonl$/.test(name) || name === 'data/checkpoints.jsonl') continue
    let number = 0
    for (const line of linesOf(join(folder, name))) {
      const where = `${name} line ${++number}`
      const { log_kind: kind, log_index: index, ...row } = parsed(line, where) ?? {}
      const proven = records.get(String(index))
      if (!proven || proven.kind !== kind)
        throw new Fault(where, `no proof of ${kind} ${row.id ?? ''} at place ${index} is here`)
      if (proven.digest !== rowDigest(row))
        throw new Fault(where, 'this row is not that of its proven record')
      if (listed.has(String(index))) throw new Fault(where, 'this row is listed twice')
      listed.add(String(index))
    }
  }
  if (payload.has('data/verdicts.jsonl'))
    for (const [index, { kind, id }] of records)
      if (kind === 'verdict' && !listed.has(index))
        throw new Fault('data/verdicts.jsonl', `verdict ${id} is proven and not listed`)
  return listed.size
}
