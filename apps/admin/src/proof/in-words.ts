import type { CheckedRecord, Evidence, ProofReport, ProofStep } from '@assize/tlog'
import { proofSteps } from '@assize/tlog'
import { counted } from '../words/words.js'
import { instant } from '../words/time.js'

/** `open` is what holds nothing against the record and nothing for it: no words, no witness. */
export type Mark = 'holds' | 'fails' | 'open' | 'unreached'

export interface Said {
  readonly what: string
  readonly mark: Mark
  readonly words: string
}

/** Every step of a check in words, in the order it was made; what stands on a failed step was not looked at. */
export function sayReport(report: ProofReport): Said[] {
  const failed = report.holds ? proofSteps.length : proofSteps.indexOf(report.failed)
  return proofSteps.flatMap((step, at): Said[] => {
    if (at > failed) return [{ what: titles[step], mark: 'unreached', words: 'Not looked at.' }]
    if (at === failed && !report.holds)
      return [{ what: titles[step], mark: 'fails', words: sayFailure(report) }]
    return [
      { what: titles[step], mark: 'holds', words: said[step](report.evidence as Evidence) },
      ...beside(step, report.evidence as Evidence),
    ]
  })
}

const titles: Record<ProofStep, string> = {
  record: 'Record',
  proof: 'Proof',
  entry: 'Entry',
  checkpoint: 'Checkpoint',
  inclusion: 'Place in the log',
}

const said: Record<ProofStep, (evidence: Evidence) => string> = {
  record: ({ record }) =>
    `It is a ${kindWords(record.columns.kind)} with ${counted(Object.keys(record.row).length, 'column')}.`,
  proof: ({ proof }) =>
    `It names entry ${proof.index.toLocaleString('en')} and ${counted(proof.hashes.length, 'hash', 'hashes')}.`,
  entry: ({ checked }) =>
    `The entry is that of this record: id, hour and ${counted(Object.keys(checked.entry.facts).length, 'stated fact')} agree, and its commitment binds every column.`,
  checkpoint: ({ checkpoint }) =>
    `${checkpoint.origin} signed a tree of ${counted(Number(checkpoint.size), 'entry', 'entries')} with a key you trust.`,
  inclusion: ({ proof, checkpoint }) =>
    `Entry ${proof.index.toLocaleString('en')} of that tree of ${checkpoint.size.toLocaleString('en')} is this one: the hashes lead from it to the signed root.`,
}

function beside(step: ProofStep, { checked, cosignatures }: Evidence): Said[] {
  if (step === 'entry') return sayWords(checked)
  if (step !== 'checkpoint') return []
  if (cosignatures.length === 0)
    return [
      {
        what: 'Witnesses',
        mark: 'open',
        words: 'None whose key you gave has signed this checkpoint.',
      },
    ]
  return cosignatures.map(({ witness, seconds }) => ({
    what: 'Witness',
    mark: 'holds',
    words: `${witness} signed that it saw this tree on ${instant(new Date(Number(seconds) * 1000))}.`,
  }))
}

const withoutWords: Record<Exclude<CheckedRecord['words'], 'bound'>, string | null> = {
  none: null,
  erased: 'They were erased. The record holds without them.',
  withheld: 'They are not in this file. The record holds without them.',
}

function sayWords({ words }: CheckedRecord): Said[] {
  if (words === 'bound')
    return [
      {
        what: 'Words',
        mark: 'holds',
        words: 'The words in the file are the ones the record was bound to when it was made.',
      },
    ]
  const why = withoutWords[words]
  return why === null ? [] : [{ what: 'Words', mark: 'open', words: why }]
}

const meanings: Readonly<Record<string, string>> = {
  ENTRY_MISMATCH: 'The record is not the one that was entered',
  WORDS_MISMATCH: 'The words were changed after the record was made',
  ENTRY_MALFORMED: 'The entry was changed: it is no longer in its one form',
  RECORD_MALFORMED: 'This file is no record',
  PROOF_MALFORMED: 'This file is no proof',
  SIGNATURE_INVALID: 'The checkpoint was changed after it was signed, or was never signed',
  NOTE_UNSIGNED: 'No key you trust has signed this checkpoint',
  CHECKPOINT_UNSIGNED: 'The log itself has not signed this checkpoint with a key you trust',
  WITNESSES_MISSING: 'Too few of the witnesses you asked for have signed',
  ROOT_MISMATCH: 'Another entry stands there: the record was changed, or the proof is of another',
  PROOF_LENGTH: 'The proof was cut or added to',
  INDEX_OUT_OF_TREE: 'The proof names a place the tree does not have',
}

function sayFailure(report: Extract<ProofReport, { holds: false }>): string {
  const { code, message } = report.why
  const meaning = meanings[code]
  return meaning === undefined ? `${message}.` : `${meaning}: ${message}.`
}

export const kindWords = (kind: string) => kind.replaceAll('-', ' ')
