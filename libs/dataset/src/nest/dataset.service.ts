import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { versionKey } from '@assize/policy'
import { PolicyService } from '@assize/policy/nest'
import { assembleDataset, datasetDigest } from '../assemble-dataset.js'
import { DatasetError } from '../dataset-error.js'
import type { Dataset, LeftOut } from '../dataset.js'
import {
  parseDatasetName,
  parsePurpose,
  parseSeed,
  parseSelection,
  type SelectionInput,
} from '../parse-selection.js'
import { parseShares, usualShares } from '../split.js'
import { PostgresDatasetStore } from './postgres-dataset-store.js'

export interface BuildRequest extends SelectionInput {
  readonly name: string
  readonly purpose?: string | null
  readonly seed?: string | null
  readonly shares?: unknown
}

/** Makes data sets of what people decided. */
@Injectable()
export class DatasetService {
  constructor(
    @Inject(PostgresDatasetStore) private readonly store: PostgresDatasetStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The next version of that name, built by a person. Seed and shares are those of the version before unless named, so
   * that an item tested with yesterday is not trained on tomorrow.
   */
  async build(request: BuildRequest, builtBy: string): Promise<Dataset> {
    const name = parseDatasetName(request.name)
    const purpose = parsePurpose(request.purpose ?? '')
    const selection = parseSelection(request)
    const before = await this.store.findDataset(name, null)
    const seed = parseSeed(request.seed ?? before?.seed ?? name)
    const shares =
      request.shares == null
        ? (before?.selection.shares ?? usualShares)
        : parseShares(request.shares)
    const candidates = await this.store.listCandidates(selection)
    const keys = candidates.map(({ policy, policyCommit }) => versionKey(policy, policyCommit))
    const versions = await this.policies.byCommits([...new Set(keys)])
    const { includeSimulated } = selection
    const { items, leftOut } = assembleDataset(candidates, {
      ...{ includeSimulated, seed, shares, versions },
    })
    if (items.length === 0) throw nothingSelected(candidates.length, leftOut)
    const draft = {
      ...{ id: this.ids.next(), name, purpose, seed, builtBy },
      selection: {
        ...selection,
        decidedAfter: selection.decidedAfter?.toISOString() ?? null,
        decidedBefore: selection.decidedBefore?.toISOString() ?? null,
        ...{ shares, leftOut },
      },
      items: items.length,
      digest: datasetDigest(items),
      simulated: items.some((item) => item.simulated),
      recordedAt: this.clock.now(),
    }
    return this.store.recordDataset(draft, items)
  }

  /** Throws `DATASET_UNKNOWN`. */
  async get(name: string, version: number | null): Promise<Dataset> {
    const dataset = await this.store.findDataset(name, version)
    if (dataset) return dataset
    throw new DatasetError('DATASET_UNKNOWN', 'expected a data set of that name and version', {
      name: name.slice(0, 64),
      version,
    })
  }
}

function nothingSelected(matched: number, leftOut: LeftOut): DatasetError {
  const message =
    matched === 0
      ? 'expected decisions that match the selection, saw none'
      : leftOut.simulated > 0
        ? `expected decisions on a model's verdicts, saw ${leftOut.simulated} on simulated ones: ` +
          'include those to make a data set that says it is simulated'
        : `expected decisions that make an item, saw ${matched} and none that does`
  return new DatasetError('NOTHING_SELECTED', message, { matched, leftOut })
}
