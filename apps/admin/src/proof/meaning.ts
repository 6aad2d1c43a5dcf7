import type { Evidence } from '@assize/tlog'
import { instant } from '../words/time.js'
import { counted } from '../words/words.js'
import { kindWords } from './in-words.js'

/** What a check that held is worth, and what it is not. */
export interface Meaning {
  readonly proves: readonly string[]
  readonly leavesOpen: readonly string[]
}

/** Where the keys came from decides what they are worth. */
export type KeySource = 'installation' | 'given'

export function meaningOf(evidence: Evidence, keys: KeySource): Meaning {
  const { checked, checkpoint, cosignatures, proof } = evidence
  const { entry, words } = checked
  const first = [...cosignatures].sort((a, b) => Number(a.seconds - b.seconds))[0]
  const unchanged = words === 'bound' ? 'column and word' : 'column'
  return {
    proves: [
      `This ${kindWords(entry.kind)} stood at place ${proof.index.toLocaleString('en')} of ${checkpoint.origin} when the log signed its ${counted(Number(checkpoint.size), 'entry', 'entries')}.`,
      `Every ${unchanged} of it is what was entered: nothing was altered, added or left out since.`,
      `It cannot be taken out of the log, or moved to an earlier place, without the signed root giving it away.`,
      ...(first
        ? [
            `It was there by ${instant(new Date(Number(first.seconds) * 1000))}, by the clock of ${first.witness}.`,
          ]
        : []),
    ],
    leavesOpen: [
      'Whether the judgement was right. It proves what was recorded, not that it is true.',
      ...(first
        ? []
        : [
            'Whether the log shows everyone the same tree, and when it was signed: no witness you trust has said so. Compare the checkpoint with one from elsewhere.',
          ]),
      ...(keys === 'installation'
        ? [
            'Whether the key is the log’s. This page took it from the installation it checks; compare it with one you had from elsewhere.',
          ]
        : []),
      ...(words === 'erased' ? ['What the erased words said.'] : []),
      ...(words === 'withheld' ? ['What the words said: they are not in this file.'] : []),
    ],
  }
}
