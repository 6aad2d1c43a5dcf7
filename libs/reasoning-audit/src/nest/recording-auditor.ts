import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { canonicalJson, commitTo, IdSource, Randomness } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { insertRows, type Sql } from '@assize/platform'
import { versionKey } from '@assize/policy'
import type { AuditSummary, VerdictRecording } from '@assize/verdict'
import { VerdictAuditor, VerdictRecorder } from '@assize/verdict/nest'
import { auditRecording } from '../audit-recording.js'
import type { RiskBasis, TraceAudit } from '../audit-trace.js'
import { detectorsVersion } from '../detectors-version.js'
import {
  followFindings,
  usualStanding,
  type FindingsFollowed,
  type FindingStanding,
} from '../finding-rules-applied.js'
import type { OtherVersion } from '../other-versions.js'
import { historyKey, populationOf } from '../risk-refit.js'
import { shippedRiskModel } from '../risk-weights.js'
import { FindingRuleStore } from './finding-rule-store.js'
import { RiskModels, type RiskInUse } from './risk-models.js'
import { VersionNeighbours } from './version-neighbours.js'

interface Audited {
  readonly recording: VerdictRecording
  readonly audit: TraceAudit
  readonly id: string
  readonly standing: FindingStanding
  readonly followed: FindingsFollowed
}

/** Audits verdicts as they are recorded; the findings commit with the verdict they are about. */
@Injectable()
export class RecordingAuditor extends VerdictAuditor implements OnModuleInit {
  private readonly standings = new WeakMap<VerdictRecording, FindingStanding | undefined>()
  private readonly otherVersions = new WeakMap<VerdictRecording, readonly OtherVersion[]>()
  private readonly risks = new WeakMap<VerdictRecording, RiskInUse>()

  constructor(
    @Inject(VerdictRecorder) private readonly recorder: VerdictRecorder,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Randomness) private readonly randomness: Randomness,
    @Inject(VersionNeighbours) private readonly neighbours: VersionNeighbours,
    @Inject(FindingRuleStore) private readonly rules: FindingRuleStore,
    @Inject(RiskModels) private readonly riskModels: RiskModels,
  ) {
    super()
  }

  onModuleInit(): void {
    this.recorder.auditWith(this)
  }

  override async prepare(recordings: readonly VerdictRecording[]): Promise<void> {
    const standings = await this.rules.standings(recordings.map(({ verdict }) => verdict.policy))
    for (const each of recordings) this.standings.set(each, standings.get(each.verdict.policy))
    for (const each of recordings)
      this.risks.set(each, await this.riskModels.inUse(populationOf(each.verdict)))
    const neighbours = await this.neighbours.of(recordings.map(versionOf))
    for (const each of recordings)
      this.otherVersions.set(each, neighbours.get(versionOf(each)) ?? [])
  }

  async audit(tx: Sql, recordings: readonly VerdictRecording[]): Promise<readonly AuditSummary[]> {
    const audited = recordings.map((recording): Audited => {
      const audit = auditRecording(
        recording,
        this.otherVersions.get(recording),
        this.basisOf(recording),
      )
      const id = this.ids.next()
      const standing = this.standings.get(recording) ?? usualStanding
      return { recording, audit, id, standing, followed: follow(recording, audit, id, standing) }
    })
    await this.recordSets(tx, audited)
    await this.outbox.append(tx, audited.flatMap(raisedEvents))
    return audited.map(({ audit, id, followed }) => ({
      findingSetId: id,
      findingTypes: typesOf(audit),
      risk: audit.risk,
      flagged: audit.flagged,
      call: followed.call,
    }))
  }

  private basisOf(recording: VerdictRecording): RiskBasis {
    const inUse = this.risks.get(recording)
    const { policy, rules } = recording.verdict
    return {
      model: inUse?.model,
      history: inUse?.histories.get(historyKey(policy, rules[0] ?? '')),
    }
  }

  private async recordSets(tx: Sql, audited: readonly Audited[]): Promise<void> {
    const rows = audited.map(({ recording, audit, id, standing, followed }) => {
      const salt = this.randomness.bytes(32)
      const evidence = audit.findings.map((finding) => finding.evidence)
      return {
        set: {
          id,
          verdict_id: recording.verdict.id,
          detectors_version: detectorsVersion,
          risk: audit.risk,
          risk_model: (this.risks.get(recording)?.model ?? shippedRiskModel).version,
          risk_row: audit.riskRow ?? null,
          grounding_coverage: audit.groundingCoverage,
          injection_attempt: audit.injectionAttempt,
          flagged: audit.flagged,
          types: typesOf(audit),
          findings: audit.findings.map(({ evidence: _evidence, ...finding }) => finding),
          followed:
            followed.findings.length > 0
              ? { rules: standing.rulesId, findings: followed.findings }
              : null,
          commitment: commitTo(salt, canonicalJson(evidence)),
          recorded_at: recording.verdict.recordedAt,
        },
        words: { finding_set_id: id, verdict_id: recording.verdict.id, salt, evidence },
      }
    })
    await insertRows(
      tx,
      'record_finding_set',
      rows.map(({ set }) => set),
    )
    await insertRows(
      tx,
      'payload_finding_set',
      rows.map(({ words }) => words),
    )
  }
}

const follow = (
  { verdict }: VerdictRecording,
  audit: TraceAudit,
  setId: string,
  standing: FindingStanding,
): FindingsFollowed =>
  followFindings(
    audit.findings,
    standing,
    {
      policy: verdict.policy,
      citedRules: verdict.rules,
      findingId: (index) => `${setId}:${index}`,
    },
    verdict.recordedAt,
  )

const versionOf = ({ verdict }: VerdictRecording): string =>
  versionKey(verdict.policy, verdict.policyCommit)

const typesOf = (audit: TraceAudit): string[] => [
  ...new Set(audit.findings.map(({ type }) => type)),
]

const raisedEvents = ({ recording, audit, id }: Audited) =>
  audit.findings.map((finding, index) => ({
    type: 'finding.raised',
    subject: `${id}:${index}`,
    payload: { verdictId: recording.verdict.id, type: finding.type, severity: finding.severity },
  }))
