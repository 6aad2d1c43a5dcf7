import { isDomainError, type DomainError } from '@assize/kernel'
import { openCheckpoint, type OpenedCheckpoint, type Trust } from './checkpoint.js'
import { verifyInclusion } from './inclusion-proof.js'
import { leafHash } from './merkle-tree.js'
import { checkRecord, parseRecord, type CheckedRecord, type RecordFile } from './record-file.js'
import { parseProof, type TlogProof } from './tlog-proof.js'

/** What is looked at, in this order; each stands on the ones before it. */
export const proofSteps = ['record', 'proof', 'entry', 'checkpoint', 'inclusion'] as const

export type ProofStep = (typeof proofSteps)[number]

/** How far a proof holds. Everything is recomputed from the two texts and the keys; nothing else is asked. */
export type ProofReport =
  | { readonly holds: true; readonly evidence: Evidence }
  | {
      readonly holds: false
      readonly failed: ProofStep
      readonly why: DomainError
      readonly evidence: Partial<Evidence>
    }

export interface Evidence extends OpenedCheckpoint {
  readonly record: RecordFile
  readonly proof: TlogProof
  readonly checked: CheckedRecord
}

/**
 * Holds a record against its proof: the entry is that of the record, the log signed the checkpoint, and the entry
 * stands in the tree of the checkpoint. Stops at the first thing that does not hold.
 */
export function verifyRecord(recordText: string, proofText: string, trust: Trust): ProofReport {
  const found: { -readonly [Key in keyof Evidence]?: Evidence[Key] } = {}
  let step: ProofStep = 'record'
  try {
    const record = (found.record = parseRecord(recordText))
    step = 'proof'
    const proof = (found.proof = parseProof(proofText))
    step = 'entry'
    const checked = (found.checked = checkRecord(record))
    step = 'checkpoint'
    const opened = openCheckpoint(proof.checkpoint, trust)
    Object.assign(found, opened)
    step = 'inclusion'
    const { size, root } = opened.checkpoint
    const leaf = leafHash(record.entry)
    verifyInclusion({ leaf, index: proof.index, size, proof: proof.hashes, root })
    return { holds: true, evidence: { record, proof, checked, ...opened } }
  } catch (why) {
    if (!isDomainError(why)) throw why
    return { holds: false, failed: step, why, evidence: found }
  }
}
