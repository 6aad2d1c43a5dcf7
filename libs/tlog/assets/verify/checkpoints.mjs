import { join } from 'node:path'
import { linesOf } from './bags.mjs'
import { Fault, Unsigned } from './faults.mjs'
import { parsed } from './json.mjs'
import { openCheckpoint } from './notes.mjs'

/** Every checkpoint in the package that claims a key you gave is signed by it; others prove nothing and harm nothing. */
export function checkCheckpoints(folder, payload, trust, checkpoints) {
  const name = 'data/checkpoints.jsonl'
  if (!payload.has(name)) return
  let number = 0
  for (const line of linesOf(join(folder, name))) {
    const where = `${name} line ${++number}`
    const { note } = parsed(line, where) ?? {}
    if (typeof note !== 'string') throw new Fault(where, 'it holds no signed note')
    try {
      noteCheckpoint(checkpoints, openCheckpoint(note, { ...trust, required: 0 }, where), where)
    } catch (error) {
      if (!(error instanceof Unsigned)) throw error
    }
  }
}

export function noteCheckpoint(checkpoints, checkpoint, where) {
  const name = `${checkpoint.origin} ${checkpoint.size}`
  const other = checkpoints.get(name)
  if (other && !other.root.equals(checkpoint.root))
    throw new Fault(
      where,
      `the log signed two different trees of ${checkpoint.size} entries: keep this package, it is evidence against the log`,
    )
  if (!other) checkpoints.set(name, checkpoint)
}
