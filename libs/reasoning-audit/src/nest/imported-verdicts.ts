import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson } from '@assize/kernel'
import { Database } from '@assize/platform'
import type { VerdictRecording } from '@assize/verdict'

interface Known {
  readonly id: string
  readonly traceId: string
  readonly policySha256: string
  readonly promptDigest: string
  readonly recordedLabel: string | null
  readonly expectedLabel: string | null
  readonly erased: boolean
  readonly trace: string | null
  readonly output: string | null
}

/** A trace as it would be recorded, and the digest of its prompt as earlier imports recorded it. */
export interface ImportDraft {
  readonly recording: VerdictRecording
  readonly formerDigest: () => string
}

/** `new`: not on the record. `present`: there already. `conflict`: there with another body. */
export type Standing = 'new' | 'present' | 'conflict'

/** Verdicts that imports put on the record, found by the trace id they came with. */
@Injectable()
export class ImportedVerdicts {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** A trace is the same if it has the same time, prompt, words and labels; erased words are not compared. */
  async standings(
    drafts: readonly ImportDraft[],
  ): Promise<ReadonlyMap<VerdictRecording, Standing>> {
    const known = await this.find(
      drafts.map(({ recording: { verdict } }) => verdict.externalId ?? ''),
    )
    return new Map(
      drafts.map((draft) => {
        const { recording } = draft
        const { externalId, policyBundleSha256 } = recording.verdict
        const same = known.get(keyOf(externalId ?? '', policyBundleSha256))
        if (!same) return [recording, 'new']
        return [recording, isSame(draft, same) ? 'present' : 'conflict']
      }),
    )
  }

  private async find(traceIds: readonly string[]): Promise<ReadonlyMap<string, Known>> {
    const rows = await this.database.query<Known>(
      `SELECT v.id, v.external_id AS "traceId", v.policy_bundle_sha256 AS "policySha256",
         v.prompt_digest AS "promptDigest", v.recorded_label AS "recordedLabel",
         v.expected_label AS "expectedLabel", p.verdict_id IS NULL AS erased, p.trace, p.output
       FROM record_verdict v LEFT JOIN payload_verdict p ON p.verdict_id = v.id
       WHERE v.source = 'import' AND v.external_id = ANY($1::text[])`,
      [traceIds],
    )
    return new Map(rows.map((row) => [keyOf(row.traceId, row.policySha256), row]))
  }
}

const keyOf = (traceId: string, policySha256: string): string => `${policySha256} ${traceId}`

const isSame = ({ recording, formerDigest }: ImportDraft, known: Known): boolean => {
  const { verdict, words } = recording
  return (
    verdict.id === known.id &&
    (verdict.promptDigest === known.promptDigest || formerDigest() === known.promptDigest) &&
    verdict.recordedLabel === known.recordedLabel &&
    verdict.expectedLabel === known.expectedLabel &&
    (known.erased || (words.trace === known.trace && words.output === known.output))
  )
}

/** The same question for two traces of one step, neither of which is on the record yet. */
export const isSameTrace = (a: VerdictRecording, b: VerdictRecording): boolean =>
  bodyOf(a) === bodyOf(b)

const bodyOf = ({ verdict, words }: VerdictRecording): string =>
  canonicalJson([
    verdict.id,
    verdict.promptDigest,
    verdict.recordedLabel,
    verdict.expectedLabel,
    words.trace,
    words.output,
  ])
