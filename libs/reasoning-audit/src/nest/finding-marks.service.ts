import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, Clock, commitTo, IdSource, Randomness } from '@assize/kernel'
import { Database, insertRows, type Sql } from '@assize/platform'
import { PolicyService } from '@assize/policy/nest'
import {
  isBelow,
  parseAutomatic,
  type AutomaticSwitch,
  type DetectorMode,
  type DetectorSetting,
} from '../detector-mode.js'
import type { FindingType } from '../detectors.js'
import { FindingRuleError } from '../finding-rule-error.js'
import { parseNote, type FindingMark, type MarkCounts } from '../finding-marks.js'
import { parseReason } from '../finding-suppression.js'
import { FindingMarkStore } from './finding-mark-store.js'
import type { FoundFinding } from './found-findings.js'

export interface SettingAsked {
  readonly type: FindingType
  readonly policy: string | null
  readonly mode: DetectorMode
  readonly automatic: AutomaticSwitch | null
  readonly reason: string
}

/** Takes people's word on findings, and lets it decide how far detectors are trusted. */
@Injectable()
export class FindingMarksService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FindingMarkStore) private readonly store: FindingMarkStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** The mark and what it makes of the detector commit together. Throws `NOTE_INVALID`. */
  async mark(
    personId: string,
    finding: FoundFinding,
    mark: FindingMark,
    words: string | null,
  ): Promise<void> {
    const note = parseNote(words)
    const salt = this.randomness.bytes(32)
    const { setId, index, verdictId, policy, type, detectorsVersion } = finding
    await this.database.transaction(async (tx) => {
      await waitFor(tx, type)
      const id = this.ids.next()
      await insertRows(tx, 'record_finding_mark', [
        {
          ...{ id, finding_set_id: setId, finding_index: index, verdict_id: verdictId, policy },
          ...{ type, detectors_version: detectorsVersion, mark, marked_by: personId },
          commitment: commitTo(salt, canonicalJson({ note })),
          recorded_at: this.clock.now(),
        },
      ])
      await insertRows(tx, 'payload_finding_mark', [{ mark_id: id, salt, note }])
      await this.switchByMarks(tx, type)
    })
  }

  /** Throws `POLICY_UNKNOWN`, `THRESHOLD_INVALID` and what `parseReason` throws. */
  async set(personId: string, asked: SettingAsked): Promise<void> {
    const reason = parseReason(asked.reason)
    const automatic = parseAutomatic(asked.automatic)
    if (asked.policy !== null && !(await this.policies.findHead(asked.policy)))
      throw new FindingRuleError('POLICY_UNKNOWN', 'expected a policy that is there')
    const by = { kind: 'person', id: personId } as const
    await this.database.transaction(async (tx) => {
      await waitFor(tx, asked.type)
      const counts = await this.countsIn(tx, asked.type, asked.policy)
      await this.record(tx, { ...asked, automatic, reason, by }, counts)
    })
  }

  /** Where marks may switch a detector by themselves, and now speak against it, it advises from here on. */
  private async switchByMarks(tx: Sql, type: FindingType): Promise<void> {
    for (const setting of await this.store.settings(type, tx)) {
      if (setting.mode !== 'acting' || !setting.automatic) continue
      const counts = await this.countsIn(tx, type, setting.policy)
      if (!isBelow(counts, setting.automatic)) continue
      const by = { kind: 'system' } as const
      await this.record(tx, { ...setting, mode: 'advisory', reason: null, by }, counts)
    }
  }

  private async countsIn(tx: Sql, type: FindingType, policy: string | null): Promise<MarkCounts> {
    const counts = await this.store.counts(type, tx)
    const own = policy === null ? counts : counts.filter((each) => each.policy === policy)
    return {
      right: own.reduce((sum, { right }) => sum + right, 0),
      wrong: own.reduce((sum, { wrong }) => sum + wrong, 0),
    }
  }

  private async record(
    tx: Sql,
    setting: Omit<DetectorSetting, 'recordedAt'>,
    { right, wrong }: MarkCounts,
  ): Promise<void> {
    const { type, policy, mode, automatic, reason, by } = setting
    await insertRows(tx, 'record_detector_setting', [
      {
        ...{ id: this.ids.next(), type, policy, mode, reason, right, wrong },
        automatic_below: automatic?.below ?? null,
        automatic_least_marks: automatic?.leastMarks ?? null,
        by_kind: by.kind,
        by_id: by.kind === 'person' ? by.id : null,
        recorded_at: this.clock.now(),
      },
    ])
  }
}

/** Marks and settings of one detector follow one another, so that each sees what the last one counted. */
const waitFor = (tx: Sql, type: FindingType) =>
  tx.query("SELECT pg_advisory_xact_lock(hashtextextended('detector ' || $1, 0))", [type])
