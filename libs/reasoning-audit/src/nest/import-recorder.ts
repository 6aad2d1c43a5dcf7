import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import type { NewContentItem } from '@assize/content'
import { PrismaContentStore } from '@assize/content/nest'
import { Config, Database } from '@assize/platform'
import type { PolicyVersion } from '@assize/policy'
import type { VerdictRecording } from '@assize/verdict'
import { VerdictRecorder } from '@assize/verdict/nest'
import { isName } from '../bundle-policies.js'
import { problemAt, type LineProblem } from '../bundle-trace.js'
import { formerDigest, toImportRecording } from '../import-recording.js'
import type { ImportProblem, RunInHand } from '../import-run.js'
import type { LineGroup } from '../import-steps.js'
import type { ImportableTrace } from '../importable-trace.js'
import { importedId } from '../imported-id.js'
import { ImportedVerdicts, isSameTrace, type ImportDraft } from './imported-verdicts.js'
import { MonthPartitions } from './month-partitions.js'
import { PostgresImportStore } from './postgres-import-store.js'

type Versions = ReadonlyMap<string, PolicyVersion>

/** What became of the lines of one step before anything is written. */
interface Sorted {
  readonly line: number
  readonly problems: LineProblem[]
  readonly fresh: { readonly line: number; readonly recording: VerdictRecording }[]
  present: number
}

/** Puts the lines of one step on the record: content, verdicts, findings and the run's progress, or none of it. */
@Injectable()
export class ImportRecorder {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PrismaContentStore) private readonly content: PrismaContentStore,
    @Inject(VerdictRecorder) private readonly verdicts: VerdictRecorder,
    @Inject(ImportedVerdicts) private readonly imported: ImportedVerdicts,
    @Inject(MonthPartitions) private readonly partitions: MonthPartitions,
    @Inject(PostgresImportStore) private readonly store: PostgresImportStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'contentHmacKey'>,
  ) {}

  async record(run: RunInHand, versions: Versions, group: LineGroup): Promise<void> {
    try {
      await this.recordTogether(run, versions, group)
    } catch (error) {
      if (!isAboutData(error)) throw error
      // One line that the database cannot hold must not keep its neighbours out.
      if (group.length > 1) for (const each of group) await this.record(run, versions, [each])
      else await this.giveUpLine(run, group)
    }
  }

  private async recordTogether(
    run: RunInHand,
    versions: Versions,
    group: LineGroup,
  ): Promise<void> {
    const sorted = await this.sort(run, versions, group)
    const drafts = sorted.fresh.map(({ recording }) => recording)
    const known = await this.content.findImported(drafts)
    const recordings = shareContent(drafts, known)
    await this.partitions.ensure(recordings.map(({ verdict }) => verdict.decidedAt))
    await this.verdicts.record(recordings, async (tx, fresh) => {
      const recorded = recordings.filter(({ verdict }) => fresh.has(verdict.id))
      await this.content.record(tx, itemsOf(recorded, new Set(known)))
      await tx.query('SELECT count_harness($1::uuid[])', [[...fresh]])
      await this.store.advance(tx, run.id, {
        line: sorted.line,
        recorded: recorded.length,
        present: sorted.present + recordings.length - recorded.length,
        problems: sorted.problems.map(toImportProblem),
      })
    })
  }

  private async giveUpLine(run: RunInHand, [only]: LineGroup): Promise<void> {
    if (!only) return
    const { line } = only
    const problems = [toImportProblem(problemAt(line, 'NOT_STORABLE', 'the database refused it'))]
    await this.database.transaction((tx) =>
      this.store.advance(tx, run.id, { line, recorded: 0, present: 0, problems }),
    )
  }

  /** Tells new traces from those on the record, or earlier in the step, and from lines that cannot go in. */
  private async sort(run: RunInHand, versions: Versions, group: LineGroup): Promise<Sorted> {
    const sorted: Sorted = { line: group.at(-1)?.line ?? 0, problems: [], fresh: [], present: 0 }
    const drafts: (ImportDraft & { readonly line: number })[] = []
    for (const each of group) {
      if (each.kind === 'problem') sorted.problems.push(each)
      else {
        const version = versions.get(each.trace.policyVersion)
        if (version) drafts.push({ line: each.line, ...this.draft(run, version, each) })
        else sorted.problems.push(unknownVersion(each))
      }
    }
    const standings = await this.imported.standings(drafts)
    const inStep = new Map<string, VerdictRecording>()
    for (const draft of drafts) {
      const { verdict } = draft.recording
      const key = `${verdict.policyBundleSha256} ${verdict.externalId}`
      const before = inStep.get(key)
      const standing = before
        ? isSameTrace(before, draft.recording)
          ? 'present'
          : 'conflict'
        : standings.get(draft.recording)
      if (standing === 'present') sorted.present += 1
      else if (standing === 'conflict') sorted.problems.push(conflictAt(draft.line))
      else {
        inStep.set(key, draft.recording)
        sorted.fresh.push(draft)
      }
    }
    sorted.problems.sort((a, b) => a.line - b.line)
    return sorted
  }

  /** A trace without a time of its own is dated to the first use of its policy version. */
  private draft(run: RunInHand, version: PolicyVersion, importable: ImportableTrace): ImportDraft {
    const { traceId, policyVersion } = importable.trace
    const decidedAt = importable.decidedAt ?? version.committedAt
    const origin = { traceId, policyVersion, policySha256: version.bundleSha256 }
    const recording = toImportRecording({
      importable,
      version,
      verdictId: importedId('verdict', decidedAt, origin),
      contentItemId: importedId('content-item', decidedAt, origin),
      decidedAt,
      submittedBy: run.startedBy,
      openCases: run.openCases,
      importId: run.id,
      now: this.clock.now(),
      digestKey: this.config.contentHmacKey,
    })
    return { recording, formerDigest: () => formerDigest(importable, version) }
  }
}

/** Equal content of one author is one content item, whatever was made of it how often; `known` are items on the record. */
function shareContent(
  drafts: readonly VerdictRecording[],
  known: readonly (string | null)[],
): readonly VerdictRecording[] {
  const inStep = new Map<string, string>()
  return drafts.map((draft, i) => {
    const key = JSON.stringify([draft.content, draft.facts.author ?? null])
    const contentItemId = known[i] ?? inStep.get(key) ?? draft.verdict.contentItemId
    inStep.set(key, contentItemId)
    return { ...draft, verdict: { ...draft.verdict, contentItemId } }
  })
}

/** One for each content item that is new. */
function itemsOf(
  recordings: readonly VerdictRecording[],
  known: ReadonlySet<string | null>,
): readonly NewContentItem[] {
  const items = recordings.map(toItem).filter(({ id }) => !known.has(id))
  return [...new Map(items.map((item) => [item.id, item])).values()]
}

const toItem = ({ verdict, content, facts, submittedBy }: VerdictRecording): NewContentItem => ({
  id: verdict.contentItemId,
  content,
  facts,
  submittedBy,
  source: 'import',
  recordedAt: verdict.recordedAt,
})

function unknownVersion({ line, trace }: ImportableTrace): LineProblem {
  const { policyVersion } = trace
  const named = isName(policyVersion) && /^[\w.@:/-]{1,80}$/.test(policyVersion)
  return problemAt(
    line,
    'UNKNOWN_VERSION',
    `expected a policy_version of the bundle's index, saw ${named ? policyVersion : 'another'}`,
  )
}

const toImportProblem = ({ line, reason }: LineProblem): ImportProblem => ({
  line,
  message: reason,
})

const conflictAt = (line: number): LineProblem =>
  problemAt(
    line,
    'TRACE_CONFLICT',
    'expected a trace_id of its own, saw one that is on the record with another body',
  )

/** PostgreSQL's classes for values it cannot hold, constraints they break and limits they exceed. */
const isAboutData = (error: unknown): boolean =>
  error instanceof Error && /^(?:2[23]|54)/.test(String((error as { code?: unknown }).code))
