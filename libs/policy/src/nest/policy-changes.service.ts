import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { countTokens } from '@assize/platform'
import {
  checkOwnPolicyName,
  checkWords,
  decideCommit,
  decidePublication,
  draftCommit,
  instantAfter,
  policyBranch,
  PolicyStore,
  type CommitPolicy,
  type PolicyVersion,
  type Publication,
} from '../index.js'
import { Branches, changeRequired } from './changes/branches.service.js'
import { PolicyService } from './policy.service.js'

/** As `CommitPolicy`; without cases, those of the newest version stay. */
export type CommitRequest = Omit<CommitPolicy, 'cases'> & { readonly cases?: string | null }

export interface PublishRequest {
  readonly policy: string
  readonly ref: string
  readonly note?: string | null
  /** The id of the person who answers for it. */
  readonly publishedBy: string
  /** Their name, for the tag. */
  readonly publisher?: string
}

/** Makes versions and puts them in force. */
@Injectable()
export class PolicyChanges {
  constructor(
    @Inject(PolicyStore) private readonly store: PolicyStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Branches) private readonly branches: Branches,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws `CHANGE_REQUIRED` where versions come from changes only, beside what is wrong with the files. */
  async commitPolicy(request: CommitRequest): Promise<PolicyVersion> {
    const { directCommits } = await this.branches.demands(policyBranch)
    if (!directCommits) throw changeRequired(policyBranch)
    checkOwnPolicyName(request.policy)
    const kept = request.cases == null ? await this.keptCases(request.policy) : null
    const cases = request.cases ?? kept?.cases ?? ''
    const draft = draftCommit({ ...request, cases }, this.clock.now())
    const tokens = await countTokens(draft.files.text)
    const entry = await this.store.recordVersion(draft.policy, (past) =>
      // Cases that were kept belong to the version they were read from.
      decideCommit(draft, request.parent ?? kept?.commit, past, tokens),
    )
    return this.policies.whole(entry)
  }

  async publishPolicy(request: PublishRequest): Promise<Publication> {
    const { policy, ref, note, publishedBy, publisher = publishedBy } = request
    const version = await this.policies.at(policy, ref)
    const { commit } = version
    const words = checkWords(note ?? '', 'note') || null
    return this.store.recordPublication(policy, ({ versions, publications }) => {
      const at = instantAfter(publications, this.clock.now())
      const kind = decidePublication(versions, publications, version, publishedBy, at)
      return { policy, commit, kind, note: words, publishedBy, publishedAt: at, publisher }
    })
  }

  private async keptCases(policy: string): Promise<PolicyVersion | null> {
    const head = await this.policies.findHead(policy)
    return head && this.policies.whole(head)
  }
}
