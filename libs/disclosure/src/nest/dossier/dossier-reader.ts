import { Inject, Injectable } from '@nestjs/common'
import { PostgresAppealStore } from '@assize/appeal/nest'
import { ContentStore } from '@assize/content'
import { ActionStore } from '@assize/enforcement'
import { IdentityService } from '@assize/identity/nest'
import { PrismaFindingStore } from '@assize/reasoning-audit/nest'
import { PostgresCaseHistory, PostgresCaseStore, PostgresDecisionStore } from '@assize/review/nest'
import { VerdictStore, type Verdict } from '@assize/verdict'
import type { Dossier } from '../../dossier/dossier.js'
import {
  assemble,
  cutAt,
  peopleIn,
  publicationsIn,
  recordsIn,
  type Gathered,
  type Told,
} from './dossier-assembly.js'
import { DossierLog, type TimeOfLog } from './dossier-log.js'
import { DossierPolicies } from './dossier-policies.js'
import type { DossierRights } from './dossier-rights.js'

/** For whom a dossier is made, and as of which state of the log; of now unless told. */
export interface DossierWish {
  readonly rights: DossierRights
  readonly made: Dossier['made']
  readonly at?: TimeOfLog
}

/** Gathers what the rooms hold about verdicts. Reads only; whose rights hold is the caller's to say. */
@Injectable()
export class DossierReader {
  constructor(
    @Inject(VerdictStore) private readonly verdicts: VerdictStore,
    @Inject(ContentStore) private readonly content: ContentStore,
    @Inject(DossierPolicies) private readonly policies: DossierPolicies,
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

  async read(verdict: Verdict, wish: DossierWish): Promise<Dossier> {
    const [dossier] = await this.readAll([verdict], wish)
    if (!dossier) throw new TypeError('expected one dossier for one verdict')
    return dossier
  }

  /** In the order asked, at the cost of one. */
  async readAll(verdicts: readonly Verdict[], wish: DossierWish): Promise<Dossier[]> {
    const gathered = await this.gather(verdicts, wish.rights)
    const policies = await this.policies.of(verdicts, wish.at ?? null)
    const whole = verdicts.map((verdict): Told => {
      const policy = policies.get(verdict.id)
      if (!policy) throw new TypeError('expected the policy of a verdict on the record')
      return { made: wish.made, ...assemble(verdict, gathered, wish.rights), policy }
    })
    const all = await this.log.placesOf(recordsIn(whole))
    const told = wish.at ? whole.map((each) => cutAt(each, all, wish.at?.size ?? 0n)) : whole
    const [names, proofs] = await Promise.all([
      this.identity.findNames(peopleIn(told)),
      this.log.proofsOf(
        verdicts.map(({ id }) => id),
        wish.at ?? null,
      ),
    ])
    return told.map((each) => {
      const own = new Set(recordsIn([each]).flatMap(({ ids }) => ids))
      const other = publicationsIn(each)
      const places = all.filter(({ id }) => own.has(id) && !other.has(id))
      const proof = proofs.get(each.verdict.id) ?? { kind: 'withheld', why: 'not-logged' }
      return { ...each, names, proof, places }
    })
  }

  private async gather(verdicts: readonly Verdict[], rights: DossierRights): Promise<Gathered> {
    const ids = verdicts.map(({ id }) => id)
    const items = [...new Set(verdicts.map(({ contentItemId }) => contentItemId))]
    const none = Promise.resolve(new Map<string, never>())
    const [cases, actions] = await Promise.all([
      rights.case ? this.cases.findByVerdicts(ids) : none,
      this.actions.findByVerdicts(ids),
    ])
    const caseIds = [...cases.values()].map(({ id }) => id)
    const acts = [...actions.values()].flat().map(({ id }) => id)
    const appeals = await (rights.appeals ? this.appeals.findByActions(acts) : none)
    const asked = [...appeals.values()]
    const [facts, words, categories, spoken, attempts, audits, events, decisions, ...said] =
      await Promise.all([
        this.content.findItems(items),
        rights.content ? this.content.findWords(items) : none,
        this.verdicts.findCategories(items),
        rights.trace ? this.verdicts.findWords(ids) : none,
        this.verdicts.findAttempts(ids),
        this.findings.findLatest(ids),
        this.history.findByCases(caseIds),
        this.decisions.findByCases(caseIds),
        this.appeals.findStatements(asked.map(({ id }) => id)),
        this.appeals.findReasons(asked.flatMap(({ decision }) => decision?.id ?? [])),
      ])
    const [statements, reasons] = said
    return {
      ...{ items: facts, words, categories, spoken, attempts, audits, cases, events, decisions },
      ...{ actions, appeals, statements, reasons },
    }
  }
}
