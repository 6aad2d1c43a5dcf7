import type { Appeal } from '@assize/appeal'
import type { Content, ContentItem } from '@assize/content'
import type { Action } from '@assize/enforcement'
import type { RecordedAudit } from '@assize/reasoning-audit'
import type { CaseEvent, Decision, ReviewCase } from '@assize/review'
import type { Verdict, VerdictAttempt, VerdictWords } from '@assize/verdict'
import {
  shown,
  withheld,
  type AppealPart,
  type AuditPart,
  type CasePart,
  type Dossier,
  type LogPlace,
  type Shown,
} from '../../dossier/dossier.js'
import type { DossierRights } from './dossier-rights.js'

type ById<T> = ReadonlyMap<string, T>

/** What the rooms answered for a handful of verdicts. */
export interface Gathered {
  readonly items: ById<ContentItem>
  readonly words: ById<Content>
  readonly categories: ById<string>
  readonly spoken: ById<VerdictWords>
  readonly attempts: ById<readonly VerdictAttempt[]>
  readonly audits: ById<RecordedAudit>
  readonly cases: ById<ReviewCase>
  readonly events: ById<readonly CaseEvent[]>
  readonly decisions: ById<readonly Decision[]>
  readonly actions: ById<readonly Action[]>
  /** By action. */
  readonly appeals: ById<Appeal>
  readonly statements: ById<string>
  readonly reasons: ById<string>
}

/** A dossier before the log and the names. */
export type Told = Omit<Dossier, 'names' | 'proof' | 'places'>

export function assemble(
  verdict: Verdict,
  gathered: Gathered,
  rights: DossierRights,
): Omit<Told, 'made' | 'policy'> {
  const { id, contentItemId } = verdict
  const item = gathered.items.get(contentItemId)
  if (!item) throw new TypeError('expected the content item of a verdict on the record')
  const actions = [...(gathered.actions.get(id) ?? [])].reverse()
  return {
    verdict,
    item,
    category: gathered.categories.get(contentItemId) ?? null,
    content: wordsOr(rights.content, gathered.words.get(contentItemId)),
    spoken: wordsOr(rights.trace, gathered.spoken.get(id)),
    audit: auditOf(gathered.audits.get(id), rights.trace),
    attempts: gathered.attempts.get(id) ?? [],
    case: rights.case ? caseOf(gathered.cases.get(id), gathered) : withheld('permission'),
    actions,
    appeals: rights.appeals ? shown(appealsOf(actions, gathered)) : withheld('permission'),
  }
}

const wordsOr = <T>(may: boolean, words: T | undefined): Shown<T> =>
  !may ? withheld('permission') : words === undefined ? withheld('erased') : shown(words)

/** What was found is for whoever reads the verdict; the evidence may quote the trace, and follows it. */
function auditOf(audit: RecordedAudit | undefined, mayTrace: boolean): Shown<AuditPart> {
  if (!audit) return withheld('none')
  const { id: setId, detectorsVersion, flagged, risk } = audit
  const findings = mayTrace
    ? audit.findings
    : audit.findings.map((finding) => ({ ...finding, evidence: null }))
  return shown({ setId, detectorsVersion, flagged, risk, findings })
}

function caseOf(found: ReviewCase | undefined, gathered: Gathered): Shown<CasePart> {
  if (!found) return withheld('none')
  const { id, number, queue, reason, openedAt } = found
  return shown({
    ...{ id, number, queue, reason, openedAt, events: gathered.events.get(id) ?? [] },
    decisions: [...(gathered.decisions.get(id) ?? [])].reverse(),
  })
}

const appealsOf = (actions: readonly Action[], gathered: Gathered): AppealPart[] =>
  actions
    .flatMap(({ id }) => gathered.appeals.get(id) ?? [])
    .sort((a, b) => a.number - b.number)
    .map((appeal) => ({
      appeal,
      statement: gathered.statements.get(appeal.id) ?? null,
      reasons: gathered.reasons.get(appeal.decision?.id ?? '') ?? null,
    }))

const valueOf = <T>(part: Shown<T>): T | null => (part.kind === 'shown' ? part.value : null)

/** Everybody the dossiers name. */
export const peopleIn = (all: readonly Told[]): string[] => [
  ...new Set(
    all.flatMap(({ item, policy, case: its, appeals }) => [
      ...[item.submittedBy, policy.version.author],
      ...policy.publications.map(({ publishedBy }) => publishedBy),
      ...(valueOf(its)?.events ?? []).flatMap(({ by }) => (by.kind === 'person' ? by.id : [])),
      ...(valueOf(its)?.decisions ?? []).map(({ decidedBy }) => decidedBy),
      ...(valueOf(appeals) ?? []).flatMap(({ appeal: { lodgedBy, decision } }) => [
        lodgedBy.id,
        ...(decision ? [decision.decidedBy] : []),
      ]),
    ]),
  ),
]

/** Publications of other versions: a dossier needs them, and does not tell of them. */
export const publicationsIn = ({ policy: { publications, version } }: Told): ReadonlySet<string> =>
  new Set(publications.filter(({ commit }) => commit !== version.commit).map(({ id }) => id))

/** Every record the dossiers tell of, by the log's kinds. */
export function recordsIn(all: readonly Told[]): { kind: string; ids: string[] }[] {
  const of = (kind: string, ids: (told: Told) => readonly string[]) => ({
    kind,
    ids: [...new Set(all.flatMap(ids))],
  })
  const asked = ({ appeals }: Told) => valueOf(appeals) ?? []
  return [
    of('content-item', ({ item }) => [item.id]),
    of('policy-version', ({ policy }) => [policy.version.id]),
    of('publication', ({ policy }) => policy.publications.map(({ id }) => id)),
    of('verdict', ({ verdict }) => [verdict.id]),
    of('attempt', ({ verdict, attempts }) => (attempts.length > 0 ? [verdict.id] : [])),
    of('finding-set', ({ audit }) => (audit.kind === 'shown' ? [audit.value.setId] : [])),
    of('case-event', ({ case: its }) => (valueOf(its)?.events ?? []).map(({ id }) => id)),
    of('decision', ({ case: its }) => (valueOf(its)?.decisions ?? []).map(({ id }) => id)),
    of('action', ({ actions }) => actions.map(({ id }) => id)),
    of('appeal', (told) => asked(told).map(({ appeal }) => appeal.id)),
    of('appeal-decision', (told) => asked(told).flatMap(({ appeal }) => appeal.decision?.id ?? [])),
  ].filter(({ ids }) => ids.length > 0)
}

/** The dossier as it was when the log had `size` entries: what was entered later is not in it. */
export function cutAt(told: Told, places: readonly LogPlace[], size: bigint): Told {
  const under = new Set(places.filter(({ index }) => index < size).map(({ id }) => id))
  const cutDecision = (decision: Decision, events: readonly CaseEvent[]): Decision => ({
    ...decision,
    reversed:
      decision.reversed &&
      events.some((event) => event.kind === 'reversed' && event.recordedAt >= decision.recordedAt),
  })
  const its = valueOf(told.case)
  const events = (its?.events ?? []).filter(({ id }) => under.has(id))
  const decisions = (its?.decisions ?? [])
    .filter(({ id }) => under.has(id))
    .map((decision) => cutDecision(decision, events))
  const appeals = (valueOf(told.appeals) ?? [])
    .filter(({ appeal }) => under.has(appeal.id))
    .map((part) => {
      const { decision } = part.appeal
      if (!decision || under.has(decision.id)) return part
      return { ...part, appeal: { ...part.appeal, decision: null }, reasons: null }
    })
  const setId = valueOf(told.audit)?.setId
  return {
    ...told,
    audit: setId !== undefined && !under.has(setId) ? withheld('none') : told.audit,
    case:
      its === null
        ? told.case
        : events.length > 0
          ? shown({ ...its, events, decisions })
          : withheld('none'),
    actions: told.actions.filter(({ id }) => under.has(id)),
    appeals: told.appeals.kind === 'shown' ? shown(appeals) : told.appeals,
  }
}
