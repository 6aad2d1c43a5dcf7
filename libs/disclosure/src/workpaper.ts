import { canonicalJson, sha256Hex, z95 } from '@assize/kernel'
import { csvLines } from './csv-sink.js'
import { sampleRecipe, type SampleMethod, type Stratum } from './sample.js'
import { formerResultOf, resultOf, type Assessment } from './sample-result.js'

export interface WorkpaperRow {
  readonly position: number
  readonly verdictId: string
  readonly policy: string
  readonly outcome: string
  readonly simulated: boolean
  readonly digest: string
  readonly stratum: string
  readonly inclusion: number
  readonly assessment: Assessment | null
  readonly note: string | null
  readonly assessedBy: string | null
  readonly assessedAt: Date | null
}

/** `failed`: the job that was to draw it ended without; its own failure says why. */
export const sampleStates = ['drawing', 'open', 'signed', 'failed'] as const
export type SampleState = (typeof sampleStates)[number]

/** What was drawn, from what, and how. */
export interface AuditSample {
  readonly id: string
  readonly populationId: string
  readonly title: string
  readonly method: SampleMethod
  readonly seed: string
  readonly size: number
  readonly populationRows: bigint
  readonly populationSha256: string
  readonly strata: readonly Stratum[] | null
  readonly state: SampleState
  readonly drawnBy: string
  readonly createdAt: Date
  readonly signedAt: Date | null
  /** Of the workpaper as it was signed. */
  readonly sha256: string | null
  /** The signed note, where the log has a key. */
  readonly note: string | null
}

/** How a workpaper tells its result. What was signed in the first form stays in it. */
const forms = {
  'assize.workpaper/2': resultOf,
  'assize.workpaper/1': formerResultOf,
} as const

/** The one text of a workpaper: the same sample, equally assessed, is the same bytes. */
export function workpaperJson(sample: AuditSample, rows: readonly WorkpaperRow[]): string {
  const text = textIn('assize.workpaper/2', sample, rows)
  if (sample.sha256 === null || sha256Hex(text) === sample.sha256) return text
  const former = textIn('assize.workpaper/1', sample, rows)
  return sha256Hex(former) === sample.sha256 ? former : text
}

const textIn = (
  schema: keyof typeof forms,
  sample: AuditSample,
  rows: readonly WorkpaperRow[],
): string =>
  canonicalJson({
    schema,
    id: sample.id,
    title: sample.title,
    population: {
      ...{ id: sample.populationId, sha256: sample.populationSha256 },
      rows: Number(sample.populationRows),
    },
    sample: {
      ...{ method: sample.method, seed: sample.seed, size: rows.length },
      ...{ strata: sample.strata ?? [], recipe: sampleRecipe },
    },
    rows: rows.map((row) => ({ ...row, assessedAt: row.assessedAt?.toISOString() ?? null })),
    interval: { method: 'Wilson', confidence: 0.95, z: z95 },
    result: forms[schema](rows, sample.strata ?? []),
  })

const headings = [
  ...['position', 'verdict', 'policy', 'outcome', 'simulated', 'digest', 'stratum', 'inclusion'],
  ...['assessment', 'note', 'assessed by', 'assessed at'],
]

export const workpaperCsv = (rows: readonly WorkpaperRow[]): string =>
  csvLines([headings, ...rows.map(cellsOf)])

export const cellsOf = (row: WorkpaperRow): string[] => [
  String(row.position),
  row.verdictId,
  row.policy,
  row.outcome,
  String(row.simulated),
  row.digest,
  row.stratum,
  String(row.inclusion),
  row.assessment ?? '',
  row.note ?? '',
  row.assessedBy ?? '',
  row.assessedAt?.toISOString() ?? '',
]

export const workpaperHeadings: readonly string[] = headings
