import type { ObjectType } from './git-object.js'

const kiB = 1024
const miB = 1024 * kiB

/** What one push may cost us at most. A pack is refused before anything larger than this is unpacked. */
export interface PushLimits {
  /** Of the request, as sent and unpacked. */
  readonly requestBytes: number
  readonly objects: number
  readonly objectBytes: Readonly<Record<ObjectType, number>>
  /** All objects of a pack unpacked: so much in any case, and so many times its own size up to the most. */
  readonly unpackedBytes: { readonly least: number; readonly times: number; readonly most: number }
  /** Folders inside each other. */
  readonly depth: number
  /** Files of one commit, counted once for every place they are in. */
  readonly files: number
}

export const pushLimits: PushLimits = {
  requestBytes: 32 * miB,
  objects: 50_000,
  objectBytes: { blob: miB, tree: miB, commit: 64 * kiB, tag: 64 * kiB },
  unpackedBytes: { least: 16 * miB, times: 64, most: 128 * miB },
  depth: 8,
  files: 10_000,
}

export const unpackedBound = ({ unpackedBytes }: PushLimits, packBytes: number): number =>
  Math.min(unpackedBytes.most, Math.max(unpackedBytes.least, packBytes * unpackedBytes.times))

/** Lets others have their turn: what a push asks of us takes long enough for them to notice. */
export type Pause = () => Promise<void>
