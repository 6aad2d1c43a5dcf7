import { describe, expect, test } from '@jest/globals'
import { createPublicKey } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { aProvenRecord } from './fixtures/proven-record.js'
import * as vectors from './fixtures/vectors.js'
import { parseVerifierKey } from './note-key.js'
import { parseProof } from './tlog-proof.js'

/** What of a bundle sigstore's own checks read. */
interface SigstoreEntry {
  readonly canonicalizedBody: Buffer
  readonly inclusionProof: {
    readonly logIndex: string
    readonly hashes: readonly Buffer[]
    readonly checkpoint: { readonly envelope: string }
  }
}

interface SigstoreCheckpoint {
  readonly logSize: bigint
}

/** Its package states no export for these; they are read from where they lie. */
const require = createRequire(import.meta.url)
const inside = dirname(require.resolve('@sigstore/verify'))
const { verifyCheckpoint } = require(join(inside, 'tlog/checkpoint.js')) as {
  verifyCheckpoint(entry: SigstoreEntry, logs: readonly object[]): SigstoreCheckpoint
}
const { verifyMerkleInclusion } = require(join(inside, 'tlog/merkle.js')) as {
  verifyMerkleInclusion(entry: SigstoreEntry, checkpoint: SigstoreCheckpoint): void
}

const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const key = parseVerifierKey(vectors.logVkey)
const logs = [
  {
    logID: Buffer.from(key.id),
    baseURL: key.name,
    publicKey: createPublicKey({
      key: Buffer.concat([spkiPrefix, key.publicKey]),
      format: 'der',
      type: 'spki',
    }),
  },
]

function asked(proofText: string, entry: string | Uint8Array): SigstoreEntry {
  const { index, hashes, checkpoint } = parseProof(proofText)
  return {
    canonicalizedBody: Buffer.from(entry as string),
    inclusionProof: {
      logIndex: String(index),
      hashes: hashes.map((hash) => Buffer.from(hash)),
      checkpoint: { envelope: checkpoint },
    },
  }
}

function verify(entry: SigstoreEntry): bigint {
  const checkpoint = verifyCheckpoint(entry, logs)
  verifyMerkleInclusion(entry, checkpoint)
  return checkpoint.logSize
}

describe('an independent verifier in JavaScript (@sigstore/verify)', () => {
  test('accepts the published checkpoint and proof', () => {
    expect(verify(asked(vectors.proofFile, vectors.entries[5] ?? ''))).toBe(8n)
  })

  test('accepts the proof of a record', async () => {
    const { record, proofText } = await aProvenRecord()
    expect(verify(asked(proofText, record.entry))).toBe(9n)
  })

  test('refuses another entry and another checkpoint', async () => {
    const { record, proofText } = await aProvenRecord()
    expect(() => verify(asked(proofText, `${record.entry} `))).toThrow('root hash')
    expect(() => verify(asked(proofText.replace('\n9\n', '\n8\n'), record.entry))).toThrow(
      'invalid checkpoint signature',
    )
  })
})
