import { Inject, Injectable } from '@nestjs/common'
import { ContentStore } from '@assize/content'
import { Clock, IdSource } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { insertRows } from '@assize/platform'
import {
  addCase,
  addToText,
  demandsOn,
  parsePolicyManifest,
  pathOf,
  PolicyError,
  policyRepository,
  repeatsContent,
  requireWords,
  signatureOf,
  type Author,
  type NewExample,
} from '../../index.js'
import { readPoliciesAt } from '../changes/branch-content.js'
import { branchUnknown, changeRequired } from '../changes/branches.service.js'
import { ChangeRecords } from '../changes/change-records.js'
import { Changes } from '../changes/changes.service.js'
import { PolicyDesk, type Desk } from '../changes/policy-desk.js'
import { ExampleOffers } from './example-offers.service.js'
import { Rulings } from './rulings.service.js'

export interface TakeExample extends NewExample {
  /** Of these, one. */
  readonly rulingId: string | null
  readonly offerId: string | null
  /** Whether it is also put among the examples of the text. */
  readonly inText: boolean
  /** One that is there; a new one where absent. */
  readonly branch: string | null
  readonly by: Author
}

export interface TakenExample {
  readonly id: string
  readonly branch: string
  readonly commit: string
  readonly changeId: string
}

interface Origin {
  readonly policy: string
  readonly rule: string
  readonly contentItemId: string | null
  readonly caseId: string | null
  /** For the log of git: where the example comes from. */
  readonly trailers: readonly string[]
  readonly columns: { readonly question_id: string | null; readonly offer_id: string | null }
}

/** Puts what was ruled or corrected into the next version of a policy, as an example on a branch with its change. */
@Injectable()
export class Examples {
  constructor(
    @Inject(PolicyDesk) private readonly desk: PolicyDesk,
    @Inject(Changes) private readonly changes: Changes,
    @Inject(ChangeRecords) private readonly changeRecords: ChangeRecords,
    @Inject(Rulings) private readonly rulings: Rulings,
    @Inject(ExampleOffers) private readonly offers: ExampleOffers,
    @Inject(ContentStore) private readonly content: ContentStore,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Branch, commit, change and lineage are one transaction. What is committed cannot be erased, so it repeats nothing of
   * the content it came of: `QUOTES_CONTENT`. Throws `RULING_UNKNOWN`, `RULING_OPEN`, `OFFER_UNKNOWN`,
   * `EXAMPLE_REFUSED`, `CASES_REFUSED`, `POLICY_UNKNOWN`, and what a commit to a branch throws.
   */
  async take(request: TakeExample): Promise<TakenExample> {
    const origin = await this.originOf(request)
    const example = await this.readable(request, origin)
    const { by } = request
    return this.desk.at({ movedBy: by.id, reason: 'commit' }, async (desk) => {
      const branch = request.branch ?? branchFor(request, origin)
      const head = await this.beginOn(desk, branch, request.branch === null)
      const commit = await desk.store.commitFiles({
        ...{ repo: policyRepository, branch, expectedHead: head },
        changes: await changesOf(desk, head, origin.policy, example, request.inText),
        author: signatureOf(by, this.clock.now()),
        message: messageOf(origin),
      })
      const open = await this.changeRecords.findOpen(desk.tx, branch)
      const change = open ?? (await this.openOn(desk, branch, origin, by))
      const id = this.ids.next()
      await insertRows(desk.tx, 'record_example', [
        {
          ...{ id, policy: origin.policy, ...origin.columns, branch, commit },
          ...{ taken_by: by.id, recorded_at: this.clock.now() },
        },
      ])
      const payload = { exampleId: id, policy: origin.policy, branch, commit }
      await this.outbox.append(desk.tx, [
        { type: 'policy.example-taken', subject: origin.policy, payload },
      ])
      return { id, branch, commit, changeId: change.id }
    })
  }

  private openOn(desk: Desk, branch: string, { rule, trailers }: Origin, by: Author) {
    return this.changes.openWithin(desk, {
      ...{ branch, target: 'main', by },
      title: `An example of ${rule}`.slice(0, 200),
      description: `${trailers.join('\n')}\n\nThe example is in the author's own words.`,
    })
  }

  private async originOf({ rulingId, offerId }: TakeExample): Promise<Origin> {
    if ((rulingId === null) === (offerId === null))
      throw new PolicyError('EXAMPLE_REFUSED', 'expected a ruling or an offer, and not both')
    if (rulingId !== null) {
      const ruling = await this.rulings.get(rulingId)
      if (ruling.ruledAt === null)
        throw new PolicyError('RULING_OPEN', 'expected a question that was ruled on')
      const { policy, rule, contentItemId, caseId } = ruling
      const trailers = [`Ruling: ${ruling.id}`, ...(caseId === null ? [] : [`Case: ${caseId}`])]
      const columns = { question_id: ruling.id, offer_id: null }
      return { policy, rule, contentItemId, caseId, trailers, columns }
    }
    const offer = await this.offers.get(offerId ?? '')
    const { policy, contentItemId, caseId, rules } = offer
    const trailers = [`Decision: ${offer.decisionId}`, `Case: ${caseId}`]
    const columns = { question_id: null, offer_id: offer.id }
    const rule = rules.length > 0 ? rules.join(', ') : offer.outcome
    return { policy, rule, contentItemId, caseId, trailers, columns }
  }

  private async readable(request: TakeExample, { contentItemId }: Origin): Promise<NewExample> {
    const content = requireWords(request.content, 'content')
    const note = request.note.trim() === '' ? '' : requireWords(request.note, 'note')
    const words =
      contentItemId === null
        ? undefined
        : (await this.content.findWords([contentItemId])).get(contentItemId)
    const quoted = (words?.messages ?? []).some(({ content: said }) =>
      [content, note].some((mine) => repeatsContent(mine, said)),
    )
    if (quoted)
      throw new PolicyError(
        'QUOTES_CONTENT',
        'expected an example in words of your own: what is committed cannot be erased',
      )
    return { content, note, label: request.label, rules: [...new Set(request.rules)] }
  }

  private async beginOn({ tx, work }: Desk, branch: string, isNew: boolean): Promise<string> {
    const head = await work.findBranch(branch)
    if (head === null && !isNew) throw branchUnknown(branch)
    const { directCommits } = demandsOn(branch, await this.changeRecords.rules(tx))
    if (!directCommits || branch === 'main') throw changeRequired(branch)
    if (head !== null) return head
    const main = await work.findBranch('main')
    if (main === null) throw branchUnknown('main')
    await work.makeBranch(branch, main)
    return main
  }
}

const branchFor = ({ rulingId, offerId }: TakeExample, { policy }: Origin): string =>
  `examples/${policy}-${(rulingId ?? offerId ?? '').slice(-8)}`

const messageOf = ({ rule, trailers }: Origin): string =>
  `Give an example of ${rule}\n\n${trailers.join('\n')}\n`

async function changesOf(
  { store }: Desk,
  head: string,
  policy: string,
  example: NewExample,
  inText: boolean,
) {
  const files = (await readPoliciesAt(store, head, [policy])).get(policy)
  if (!files || files.text === null || files.manifestYaml === null)
    throw new PolicyError('POLICY_UNKNOWN', 'expected the branch to have the policy', { policy })
  const { labels, contract } = parsePolicyManifest(files.manifestYaml)
  const cases = addCase(files.cases ?? '', example, labels)
  const changed = [{ path: pathOf(policy, 'cases'), bytes: Buffer.from(cases) }]
  if (!inText) return changed
  const text = addToText(files.text, example, contract)
  return [...changed, { path: pathOf(policy, 'text'), bytes: Buffer.from(text) }]
}
