import { counted } from '../words/words.js'

export const figure = (size: string | number) => Number(size).toLocaleString('en')

/** How the log stands, in a few words and one sentence. */
export interface Standing {
  readonly sound: boolean
  readonly title: string
  readonly why: string | null
}

interface Stated {
  readonly size: string | number
  readonly halted: string | null
  readonly unsigned: string | null
  readonly watch: { readonly difference: string | null }
  readonly checkpoint: { readonly size: string | number } | null
}

export function standingOf({ size, halted, unsigned, watch, checkpoint }: Stated): Standing {
  if (halted !== null) return { sound: false, title: 'Log halted', why: halted }
  if (watch.difference !== null)
    return { sound: false, title: 'Not as recorded', why: watch.difference }
  if (unsigned !== null) return { sound: false, title: 'Log not signed', why: unsigned }
  if (!checkpoint)
    return {
      sound: true,
      title: 'Log begins',
      why: 'the first checkpoint follows with the first entry',
    }
  const ahead = Number(size) - Number(checkpoint.size)
  return {
    sound: true,
    title: 'Log signed',
    why: ahead > 0 ? `${counted(ahead, 'entry', 'entries')} since the last checkpoint` : null,
  }
}

/** "signed by w1 and w2", or that nobody else signs. */
export function witnessWords(
  cosigned: readonly { readonly witness: string }[],
  configured: readonly { readonly name: string }[],
): string {
  if (configured.length === 0) return 'no witness is configured'
  if (cosigned.length === 0)
    return `none of ${counted(configured.length, 'witness', 'witnesses')} has signed it yet`
  return `cosigned by ${cosigned.map(({ witness }) => witness).join(' and ')}`
}
