import { sha256Hex, toBase64 } from '@assize/kernel'
import {
  formatSignature,
  openNote,
  parseCheckpoint,
  type Checkpoint,
  type Hash,
  type VerifierKey,
} from '../index.js'

export interface Witness {
  readonly name: string
  readonly key: VerifierKey
  /** Prefix of its addresses. */
  readonly url: string
}

export interface CheckpointOffer {
  readonly oldSize: bigint
  readonly proof: readonly Hash[]
  /** Text and log signatures. */
  readonly note: string
}

export type OfferAnswer =
  /** A signature line of the witness, verified. */
  | { readonly kind: 'cosigned'; readonly line: string }
  /** It holds another size than we thought. */
  | { readonly kind: 'behind'; readonly size: bigint }
  /** What it holds does not lead to our tree. */
  | { readonly kind: 'conflict'; readonly failure: string }
  | { readonly kind: 'failed'; readonly failure: string }

/** `none` where it has not seen the log; `failed` leaves open what it has seen. */
export type LatestAnswer =
  | { readonly kind: 'shown'; readonly checkpoint: Checkpoint }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly failure: string }

const patienceMs = 10_000
const mostBytes = 100_000

/** Speaks C2SP tlog-witness. Never throws: what goes wrong is an answer. */
export class WitnessClient {
  constructor(readonly witness: Witness) {}

  /** `logKeys` are ours: what they did not sign is no word about this log. */
  async latest(origin: string, logKeys: readonly VerifierKey[]): Promise<LatestAnswer> {
    const answer = await this.ask(`${sha256Hex(origin)}/checkpoint`)
    if ('failure' in answer) return { kind: 'failed', failure: answer.failure }
    if (answer.status === 404) return { kind: 'none' }
    if (answer.status !== 200)
      return { kind: 'failed', failure: `it answered ${answer.status} when asked what it has seen` }
    try {
      const checkpoint = parseCheckpoint(openNote(answer.body, logKeys).text)
      if (checkpoint.origin === origin) return { kind: 'shown', checkpoint }
    } catch {
      // Said below.
    }
    return { kind: 'failed', failure: 'it shows a checkpoint that this log has not signed' }
  }

  async offer({ oldSize, proof, note }: CheckpointOffer): Promise<OfferAnswer> {
    const lines = [`old ${oldSize}`, ...proof.map(toBase64)]
    const answer = await this.ask('add-checkpoint', `${lines.join('\n')}\n\n${note}`)
    if ('failure' in answer) return { kind: 'failed', failure: answer.failure }
    const { status, body } = answer
    if (status === 200) return this.readCosignature(note, body)
    if (status === 409 && /^(0|[1-9]\d{0,18})\n?$/.test(body))
      return { kind: 'behind', size: BigInt(body.trim()) }
    if (status === 422)
      return {
        kind: 'conflict',
        failure: `it refuses the proof that this log extends the ${oldSize} entries it has seen: it holds another tree`,
      }
    return { kind: 'failed', failure: refusals[status] ?? `it answered ${status}` }
  }

  private readCosignature(note: string, body: string): OfferAnswer {
    try {
      const { verified } = openNote(`${note}${body.endsWith('\n') ? body : `${body}\n`}`, [
        this.witness.key,
      ])
      const [signature] = verified
      if (signature) return { kind: 'cosigned', line: formatSignature(signature) }
    } catch {
      // Said below.
    }
    return { kind: 'failed', failure: 'it answered without a signature that its key made' }
  }

  private async ask(
    path: string,
    body?: string,
  ): Promise<{ readonly status: number; readonly body: string } | { readonly failure: string }> {
    const url = `${this.witness.url.replace(/\/+$/, '')}/${path}`
    try {
      const response = await fetch(url, {
        ...(body === undefined ? {} : { method: 'POST', body }),
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
      })
      return { status: response.status, body: await readBounded(response) }
    } catch (error) {
      const { cause, name } = error as Error
      const code = (cause as NodeJS.ErrnoException | undefined)?.code
      return { failure: `it does not answer (${code ?? name})` }
    }
  }
}

const refusals: Readonly<Record<number, string>> = {
  400: 'it takes the checkpoint for malformed (400)',
  403: 'it does not trust the key this log signs with (403): give it the verifier key',
  404: 'it does not know this log (404): give it origin and verifier key',
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length
    if (bytes > mostBytes) throw new Error('expected a short answer')
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks).toString()
}
