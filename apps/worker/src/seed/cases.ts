import type { DecisionInput, ReleaseReason, ReviewCase } from '@assize/review'
import {
  DecisionService,
  LeaseService,
  PostgresCaseHistory,
  PostgresCaseStore,
  type LeasedCase,
} from '@assize/review/nest'
import type { DemoVerdicts } from './items.js'
import { demoFile, personNamed, type SeedSite } from './seed-site.js'

interface Move {
  readonly externalId: string
  /** A key of `credentials.json`. */
  readonly by: string
}

type Decided = Move &
  Pick<DecisionInput, 'outcome' | 'rules' | 'action'> &
  Partial<Pick<DecisionInput, 'severity' | 'errorClass' | 'rationale'>> & {
    readonly unclear?: { readonly rule: string; readonly question: string }
  }

interface DemoCases {
  readonly decided: readonly Decided[]
  readonly reversed: readonly Decided[]
  readonly escalated: readonly Move[]
  readonly skipped: readonly Move[]
  readonly leased: readonly Move[]
}

/**
 * People at work on the demo cases, through the services people use. What a person would conclude of an item is written
 * down beside the items, so it is an agreement or a correction as the verdict fell out. Cases somebody has worked on are
 * left alone, and so are items that opened none.
 */
export async function workOnCases(site: SeedSite, verdicts: DemoVerdicts): Promise<void> {
  const desk = new Desk(site, verdicts)
  const cases = JSON.parse(demoFile('cases.json')) as DemoCases
  for (const move of cases.decided) await desk.decide(move)
  for (const move of cases.reversed) await desk.decideAndReverse(move)
  for (const move of cases.escalated) await desk.giveBack(move, 'escalate')
  for (const move of cases.skipped) await desk.giveBack(move, 'skip')
  for (const move of cases.leased) await desk.claim(move)
  site.say('demo cases worked on')
}

class Desk {
  private readonly cases: PostgresCaseStore
  private readonly leases: LeaseService
  private readonly decisions: DecisionService
  private readonly history: PostgresCaseHistory

  constructor(
    private readonly site: SeedSite,
    private readonly verdicts: DemoVerdicts,
  ) {
    const { app } = site
    this.cases = app.get(PostgresCaseStore, { strict: false })
    this.leases = app.get(LeaseService, { strict: false })
    this.decisions = app.get(DecisionService, { strict: false })
    this.history = app.get(PostgresCaseHistory, { strict: false })
  }

  /** The case, leased by the person of the move; null where there is none to work on. */
  async claim({ externalId, by }: Move): Promise<(LeasedCase & { personId: string }) | null> {
    const { id } = await personNamed(this.site, by)
    const found = await this.findUntouched(externalId, id)
    if (!found) return null
    const reviewer = { id, senior: by.startsWith('senior') }
    const request = { caseId: found.id, queue: null, policy: null }
    const claimed = await this.leases.claim(reviewer, request)
    return claimed && { ...claimed, personId: id }
  }

  async decide(move: Decided): Promise<{ id: string; personId: string } | null> {
    const held = await this.claim(move)
    if (!held) return null
    const { outcome, rules, action, severity = null, errorClass = null, rationale = null } = move
    const { unclear = null } = move
    const { id } = await this.decisions.decide(held.personId, {
      ...{ outcome, rules, action, severity, errorClass, rationale, unclear },
      caseId: held.case.id,
      leaseToken: held.leaseToken,
    })
    return { id, personId: held.personId }
  }

  async decideAndReverse(move: Decided): Promise<void> {
    const decision = await this.decide(move)
    if (decision) await this.decisions.reverse(decision.personId, decision.id)
  }

  async giveBack(move: Move, reason: ReleaseReason): Promise<void> {
    const held = await this.claim(move)
    if (held) await this.leases.release(held.personId, held.case.id, held.leaseToken, reason)
  }

  /** A case that nobody has worked on, but for a lease of the person's own. */
  private async findUntouched(externalId: string, personId: string): Promise<ReviewCase | null> {
    const verdictId = this.verdicts.get(externalId) ?? ''
    const found = (await this.cases.findByVerdicts([verdictId])).get(verdictId)
    if (!found) return null
    const history = (await this.history.findByCases([found.id])).get(found.id) ?? []
    const untouched = history.every(
      ({ kind, by }) => by.kind === 'system' || (kind === 'leased' && by.id === personId),
    )
    return untouched ? found : null
  }
}
