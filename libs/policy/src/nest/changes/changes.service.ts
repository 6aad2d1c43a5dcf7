import { Inject, Injectable } from '@nestjs/common'
import {
  checkWords,
  decideApproval,
  decideRequest,
  PolicyError,
  policyRepository,
  requireOpen,
  requireTitle,
  requireWords,
  type Author,
  type Change,
} from '../../index.js'
import { branchUnknown } from './branches.service.js'
import { ChangeHeads } from './change-heads.js'
import { ChangeRecords } from './change-records.js'
import { ChangeView, type ChangeSeen } from './change-view.js'
import { PolicyDesk, type Desk } from './policy-desk.js'

export interface OpenChange {
  readonly branch: string
  readonly target: string
  readonly title: string
  readonly description: string
  readonly by: Author
  readonly reverts?: string | null
}

/** What somebody says of a change, and of which head. */
export interface Said {
  readonly id: string
  readonly by: Author
  readonly head?: string | null
  readonly words?: string | null
}

/** Opens changes, talks about them, approves and closes them. */
@Injectable()
export class Changes {
  constructor(
    @Inject(PolicyDesk) private readonly desk: PolicyDesk,
    @Inject(ChangeRecords) private readonly records: ChangeRecords,
    @Inject(ChangeView) private readonly view: ChangeView,
    @Inject(ChangeHeads) private readonly heads: ChangeHeads,
  ) {}

  /** Throws `BRANCH_UNKNOWN`, `CHANGE_OPEN` where the branch has one, `NOTHING_CHANGED`, `MESSAGE_REFUSED`. */
  open(request: OpenChange): Promise<Change> {
    return this.desk.at({ movedBy: request.by.id, reason: 'branch' }, (desk) =>
      this.openWithin(desk, request),
    )
  }

  async openWithin({ tx, store, work }: Desk, request: OpenChange): Promise<Change> {
    const { branch, target, by, reverts = null } = request
    const [head, base] = [await work.findBranch(branch), await work.findBranch(target)]
    if (head === null) throw branchUnknown(branch)
    if (base === null) throw branchUnknown(target)
    const open = await this.records.findOpen(tx, branch)
    if (open)
      throw new PolicyError('CHANGE_OPEN', 'expected a branch without an open change', {
        ...{ branch, change: open.id },
      })
    const bases = await store.mergeBases(policyRepository, base, head)
    if (bases.includes(head))
      throw new PolicyError('NOTHING_CHANGED', 'expected a branch with commits of its own', {
        ...{ branch, target },
      })
    const change = await this.records.open(tx, {
      ...{ branch, target, base, head, reverts, openedBy: by.id },
      title: requireTitle(request.title),
      description: checkWords(request.description, 'description'),
    })
    await this.heads.look(tx, change, head, by.id)
    return change
  }

  /** Of the head that was looked at. Throws `CHANGE_ENDED`, `HEAD_MOVED`, `OWN_CHANGE`. */
  approve({ id, by, head, words }: Said & { readonly head: string }): Promise<void> {
    return this.decide(id, by, async (now, { tx }) => {
      decideApproval(now, by.id, head)
      const said = checkWords(words ?? '', 'note') || null
      const about = { changeId: id, by: by.id, commit: now.head, words: said }
      await this.records.happened(tx, { kind: 'approved', ...about })
    })
  }

  /** It is not merged before the person approves. Throws `MESSAGE_REFUSED` where nothing is said. */
  request({ id, by, head, words }: Said): Promise<void> {
    return this.decide(id, by, async (now, { tx }) => {
      const said = decideRequest(now, words ?? '', head)
      const about = { changeId: id, by: by.id, commit: now.head, words: said }
      await this.records.happened(tx, { kind: 'changes-requested', ...about })
    })
  }

  /** Also of a change that ended. */
  comment({ id, by, words }: Said): Promise<void> {
    return this.decide(id, by, async ({ head }, { tx }) => {
      const said = requireWords(words ?? '', 'comment')
      const about = { changeId: id, by: by.id, commit: head, words: said }
      await this.records.happened(tx, { kind: 'commented', ...about })
    })
  }

  close({ id, by, words }: Said): Promise<void> {
    return this.decide(id, by, async (now, { tx }) => {
      requireOpen(now)
      const said = checkWords(words ?? '', 'note') || null
      const about = { changeId: id, by: by.id, commit: now.head, words: said }
      await this.records.happened(tx, { kind: 'closed', ...about })
    })
  }

  private decide(
    id: string,
    by: Author,
    act: (now: ChangeSeen, desk: Desk) => Promise<void>,
  ): Promise<void> {
    return this.desk.at({ movedBy: by.id, reason: 'branch' }, async (desk) => {
      const change = await this.records.get(desk.tx, id)
      await act(await this.view.see({ ...desk, sql: desk.tx }, change), desk)
    })
  }
}
