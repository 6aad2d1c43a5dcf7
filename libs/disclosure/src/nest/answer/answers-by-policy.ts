import { Inject, Injectable } from '@nestjs/common'
import { isDomainError } from '@assize/kernel'
import { parsePage } from '@assize/platform'
import { isPolicyName, supersededAt, versionKey, type PolicyVersion } from '@assize/policy'
import { PolicyService } from '@assize/policy/nest'
import type { VerdictFilter } from '@assize/verdict'
import { VerdictList, type VerdictReader } from '@assize/verdict/nest'
import { mostCandidates, type Candidate } from '../../answer/candidate.js'
import type { TimeSpan } from '../../answer/time-span.js'
import { shortCommit } from '../../dossier/phrases.js'

const versionsFirst = (a: Candidate, b: Candidate): number => a.kind.localeCompare(b.kind)
const newestFirst = { field: 'decided-at', direction: 'desc' } as const

const stoodThen = (version: PolicyVersion): Candidate => ({
  ...{ kind: 'policy-version', version, from: null, to: null },
  reason: `the text of ${version.policy} that stood in that commit`,
})

/** Finds policy versions, when they were in force, and what was judged under them or in a stretch of time. */
@Injectable()
export class AnswersByPolicy {
  constructor(
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(VerdictList) private readonly list: VerdictList,
  ) {}

  async ofVersion(policy: string, ref: string, reader: VerdictReader): Promise<Candidate[]> {
    const version = await this.findVersion(policy, ref)
    return version ? this.underVersion(version, reader) : []
  }

  /**
   * A commit is the version it made, with what was judged under it; it also holds the texts that other policies had
   * then, which are told after it and by their own commits.
   */
  async ofCommit(prefix: string, reader: VerdictReader): Promise<Candidate[]> {
    const heads = await this.policies.list()
    const found = await Promise.all(heads.map(({ policy }) => this.findVersion(policy, prefix)))
    const versions = found.filter((version) => version !== null)
    const made = versions.filter(({ commit }) => commit.startsWith(prefix))
    const under = await Promise.all(made.map((each) => this.underVersion(each, reader)))
    const others = versions.filter((version) => !made.includes(version))
    return [...under.flat().sort(versionsFirst), ...others.map(stoodThen)]
  }

  /** Which texts were in force in the span, then which verdicts fell in it, newest first. */
  async ofSpan(policy: string | null, span: TimeSpan, reader: VerdictReader): Promise<Candidate[]> {
    const heads = policy === null ? await this.policies.list() : []
    const names = policy === null ? heads.map((head) => head.policy) : [policy]
    const texts = await this.inForce(names.filter(isPolicyName), span)
    const filter = {
      ...{ decidedAfter: span.from, decidedBefore: span.to },
      ...(policy === null ? {} : { policies: [policy] }),
    }
    const verdicts = await this.verdictsOf(filter, reader, 'judged then')
    return [...texts, ...verdicts]
  }

  private async underVersion(version: PolicyVersion, reader: VerdictReader): Promise<Candidate[]> {
    const { policy, commit } = version
    const reason = `judged under ${policy}@${shortCommit(commit)}`
    return [
      ...(await this.whenInForce(version)),
      ...(await this.verdictsOf({ policies: [policy], commit }, reader, reason)),
    ]
  }

  private async whenInForce(version: PolicyVersion): Promise<Candidate[]> {
    const all = (await this.policies.publications([version.policy])).get(version.policy) ?? []
    const until = supersededAt(all)
    const told = { kind: 'policy-version', version } as const
    const times = all
      .filter(({ commit }) => commit === version.commit)
      .map(({ id, publishedAt }) => ({
        ...{ ...told, reason: 'this version, in force' },
        ...{ from: publishedAt, to: until.get(id) ?? null },
      }))
    return times.length > 0
      ? times
      : [{ ...told, reason: 'this version, never in force', from: null, to: null }]
  }

  private async inForce(names: readonly string[], { from, to }: TimeSpan): Promise<Candidate[]> {
    const all = [...(await this.policies.publications(names)).values()]
    const during = all.flatMap((each) => {
      const until = supersededAt(each)
      return each
        .map((one) => ({ ...one, until: until.get(one.id) ?? null }))
        .filter(({ publishedAt, until: end }) => publishedAt < to && (end === null || end > from))
    })
    const keys = during.map(({ policy, commit }) => versionKey(policy, commit))
    const versions = await this.policies.byCommits([...new Set(keys)])
    return during.flatMap(({ policy, commit, publishedAt, until }): Candidate[] => {
      const version = versions.get(versionKey(policy, commit))
      if (!version) return []
      const reason = 'the text in force then'
      return [{ kind: 'policy-version', version, reason, from: publishedAt, to: until }]
    })
  }

  private async verdictsOf(
    filter: VerdictFilter,
    reader: VerdictReader,
    reason: string,
  ): Promise<Candidate[]> {
    const request = parsePage({ first: mostCandidates })
    const { items } = await this.list.page(filter, newestFirst, request, reader)
    return items.map(({ verdictId }) => ({ kind: 'verdict', verdictId, reason }))
  }

  private async findVersion(policy: string, ref: string): Promise<PolicyVersion | null> {
    try {
      return await this.policies.at(policy, ref)
    } catch (error) {
      const unknown = ['POLICY_UNKNOWN', 'VERSION_UNKNOWN', 'REF_AMBIGUOUS', 'NOT_PUBLISHED']
      if (isDomainError(error) && unknown.includes(error.code)) return null
      throw error
    }
  }
}
