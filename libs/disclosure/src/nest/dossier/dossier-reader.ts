import { Inject, Injectable } from '@nestjs/common'
import { PostgresAppealStore } from '@assize/appeal/nest'
import { ContentStore, type Content } from '@assize/content'
import { ActionStore, type Action } from '@assize/enforcement'
import { IdentityService } from '@assize/identity/nest'
import { compareVersions, resolvePolicy, type PolicyVersion } from '@assize/policy'
import { PolicyService } from '@assize/policy/nest'
import { PrismaFindingStore } from '@assize/reasoning-audit/nest'
import { PostgresCaseHistory, PostgresCaseStore, PostgresDecisionStore } from '@assize/review/nest'
import { VerdictStore, type Verdict } from '@assize/verdict'
import {
  shown,
  withheld,
  type AppealPart,
  type AuditPart,
  type CasePart,
  type Dossier,
  type PolicyPart,
  type Shown,
  type SpokenPart,
} from '../../dossier/dossier.js'
import { DossierLog } from './dossier-log.js'
import type { DossierRights } from './dossier-rights.js'

/** Gathers what the rooms hold about one verdict. Reads only; whose rights hold is the caller's to say. */
@Injectable()
export class DossierReader {
  constructor(
    @Inject(VerdictStore) private readonly verdicts: VerdictStore,
    @Inject(ContentStore) private readonly content: ContentStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(PrismaFindingStore) private readonly findings: PrismaFindingStore,
    @Inject(PostgresCaseStore) private readonly cases: PostgresCaseStore,
    @Inject(PostgresCaseHistory) private readonly history: PostgresCaseHistory,
    @Inject(PostgresDecisionStore) private readonly decisions: PostgresDecisionStore,
    @Inject(ActionStore) private readonly actions: ActionStore,
    @Inject(PostgresAppealStore) private readonly appeals: PostgresAppealStore,
    @Inject(IdentityService) private readonly identity: IdentityService,
    @Inject(DossierLog) private readonly log: DossierLog,
  ) {}

  async findVerdict(id: string): Promise<Verdict | null> {
    return (await this.verdicts.findVerdicts([id])).get(id) ?? null
  }

  async read(verdict: Verdict, rights: DossierRights, made: Dossier['made']): Promise<Dossier> {
    const { id, contentItemId } = verdict
    const [items, categories, attempts, acts] = await Promise.all([
      this.content.findItems([contentItemId]),
      this.verdicts.findCategories([contentItemId]),
      this.verdicts.findAttempts([id]),
      this.actions.findByVerdicts([id]),
    ])
    const item = items.get(contentItemId)
    if (!item) throw new TypeError('expected the content item of a verdict on the record')
    const actions = [...(acts.get(id) ?? [])].reverse()
    const [content, spoken, audit, policy, cases, appeals] = await Promise.all([
      this.contentOf(contentItemId, rights),
      this.spokenOf(id, rights),
      this.auditOf(id, rights),
      this.policyOf(verdict),
      this.caseOf(id, rights),
      this.appealsOf(actions, rights),
    ])
    const parts = { verdict, item, category: categories.get(contentItemId) ?? null, content }
    const rest = { policy, spoken, audit, attempts: attempts.get(id) ?? [], case: cases }
    const told = { made, ...parts, ...rest, actions, appeals }
    const [names, proof, places] = await Promise.all([
      this.identity.findNames(peopleIn(told)),
      this.log.proofOf(id),
      this.log.placesOf(recordsIn(told)),
    ])
    return { ...told, names, proof, places }
  }

  private async contentOf(id: string, { content: may }: DossierRights): Promise<Shown<Content>> {
    if (!may) return withheld('permission')
    const words = (await this.content.findWords([id])).get(id)
    return words ? shown(words) : withheld('erased')
  }

  private async spokenOf(id: string, { trace: may }: DossierRights): Promise<Shown<SpokenPart>> {
    if (!may) return withheld('permission')
    const words = (await this.verdicts.findWords([id])).get(id)
    return words ? shown(words) : withheld('erased')
  }

  /** What was found is for whoever reads the verdict; the evidence may quote the trace, and follows it. */
  private async auditOf(id: string, { trace: may }: DossierRights): Promise<Shown<AuditPart>> {
    const [audits, listed] = await Promise.all([
      this.findings.findLatest([id]),
      this.verdicts.findListed([id]),
    ])
    const audit = audits.get(id)
    if (!audit) return withheld('none')
    const findings = may ? audit.findings : audit.findings.map((f) => ({ ...f, evidence: null }))
    const { flagged = false, risk = 0 } = listed.get(id) ?? {}
    return shown({ detectorsVersion: audit.detectorsVersion, flagged, risk, findings })
  }

  private async policyOf({ policy, policyCommit, decidedAt }: Verdict): Promise<PolicyPart> {
    const [version, past, today] = await Promise.all([
      this.policies.byCommit(policy, policyCommit),
      this.policies.publications([policy]),
      this.policies.findInForce([policy]),
    ])
    const publications = past.get(policy) ?? []
    const then = resolvePolicy(publications, decidedAt)
    return {
      version,
      publications,
      inForce: then.kind === 'in-force' ? then.publication : null,
      today: comparedWith(version, today.get(policy)),
    }
  }

  private async caseOf(verdictId: string, { case: may }: DossierRights): Promise<Shown<CasePart>> {
    if (!may) return withheld('permission')
    const found = (await this.cases.findByVerdicts([verdictId])).get(verdictId)
    if (!found) return withheld('none')
    const [events, decisions] = await Promise.all([
      this.history.findByCases([found.id]),
      this.decisions.findByCases([found.id]),
    ])
    const { id, number, queue, reason, openedAt } = found
    return shown({
      ...{ id, number, queue, reason, openedAt, events: events.get(id) ?? [] },
      decisions: [...(decisions.get(id) ?? [])].reverse(),
    })
  }

  private async appealsOf(
    actions: readonly Action[],
    { appeals: may }: DossierRights,
  ): Promise<Shown<readonly AppealPart[]>> {
    if (!may) return withheld('permission')
    const found = [...(await this.appeals.findByActions(actions.map(({ id }) => id))).values()]
    found.sort((a, b) => a.number - b.number)
    const [statements, reasons] = await Promise.all([
      this.appeals.findStatements(found.map(({ id }) => id)),
      this.appeals.findReasons(found.flatMap(({ decision }) => decision?.id ?? [])),
    ])
    return shown(
      found.map((appeal) => ({
        appeal,
        statement: statements.get(appeal.id) ?? null,
        reasons: reasons.get(appeal.decision?.id ?? '') ?? null,
      })),
    )
  }
}

const comparedWith = (version: PolicyVersion, head: PolicyVersion | undefined) =>
  head ? compareVersions(version, head) : null

type Told = Omit<Dossier, 'names' | 'proof' | 'places'>

const valueOf = <T>(part: Shown<T>): T | null => (part.kind === 'shown' ? part.value : null)

/** Everybody the dossier names. */
function peopleIn({ item, policy, case: its, appeals }: Told): string[] {
  const { events = [], decisions = [] } = valueOf(its) ?? {}
  return [
    ...new Set([
      item.submittedBy,
      policy.version.author,
      ...policy.publications.map(({ publishedBy }) => publishedBy),
      ...events.flatMap(({ by }) => (by.kind === 'person' ? by.id : [])),
      ...decisions.map(({ decidedBy }) => decidedBy),
      ...(valueOf(appeals) ?? []).flatMap(({ appeal: { lodgedBy, decision } }) => [
        lodgedBy.id,
        ...(decision ? [decision.decidedBy] : []),
      ]),
    ]),
  ]
}

/** Every record the dossier tells of, by the log's kinds. */
function recordsIn(told: Told): { kind: string; ids: string[] }[] {
  const { verdict, item, policy, actions, case: its, appeals } = told
  const { events = [], decisions = [] } = valueOf(its) ?? {}
  const asked = valueOf(appeals) ?? []
  const own = policy.publications.filter(({ commit }) => commit === policy.version.commit)
  const sets = (valueOf(told.audit)?.findings ?? []).map(({ id }) => id.split(':')[0] ?? '')
  return [
    { kind: 'content-item', ids: [item.id] },
    { kind: 'policy-version', ids: [policy.version.id] },
    { kind: 'publication', ids: own.map(({ id }) => id) },
    { kind: 'verdict', ids: [verdict.id] },
    { kind: 'attempt', ids: told.attempts.length > 0 ? [verdict.id] : [] },
    { kind: 'finding-set', ids: [...new Set(sets)] },
    { kind: 'case-event', ids: events.map(({ id }) => id) },
    { kind: 'decision', ids: decisions.map(({ id }) => id) },
    { kind: 'action', ids: actions.map(({ id }) => id) },
    { kind: 'appeal', ids: asked.map(({ appeal }) => appeal.id) },
    { kind: 'appeal-decision', ids: asked.flatMap(({ appeal }) => appeal.decision?.id ?? []) },
  ].filter(({ ids }) => ids.length > 0)
}
