import type { CaseEvent, Decision } from '@assize/review'
import type { Action } from '@assize/enforcement'
import type { AppealPart, CasePart, Dossier, LogPlace, Names } from './dossier.js'
import { markup, nothing, type Html } from './html.js'
import { capital, figure, inWords, listed, nameOf } from './phrases.js'
import { orReason, outcomeMark, quoted, section, when } from './section.js'

interface Moment {
  readonly at: Date
  readonly id: string
  readonly told: Html
}

/** Who did what and when, in the order it happened: the verdict, people, actions, appeals. */
export function storySection(dossier: Dossier): Html {
  const { verdict, names, actions, places } = dossier
  const moments: Moment[] = [
    {
      at: verdict.recordedAt,
      id: verdict.id,
      told: markup`Verdict recorded:
      ${outcomeMark(verdict.outcome)}${verdict.rules.length > 0 && markup`, ${listed(verdict.rules)}`}${verdict.simulated && markup` <span class="simulated">simulated</span>`}.`,
    },
    ...actions.map(actionMoment),
    ...(dossier.case.kind === 'shown' ? caseMoments(dossier.case.value, names) : []),
    ...(dossier.appeals.kind === 'shown'
      ? dossier.appeals.value.flatMap((appeal) => appealMoments(appeal, names))
      : []),
  ]
  moments.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
  return section(
    'story',
    'Who decided what, and when',
    dossier.case.kind === 'shown'
      ? markup`<p>
          Case #${dossier.case.value.number} in the queue ${dossier.case.value.queue}, opened
          because it was ${inWords(dossier.case.value.reason)}.
        </p>`
      : markup`<p class="small dim">Work of people on a case:</p>
          ${orReason(dossier.case, () => nothing)}`,
    dossier.appeals.kind === 'withheld' &&
      markup`<p class="small dim">Appeals:</p>
        ${orReason(dossier.appeals, () => nothing)}`,
    markup`<ol class="story">
      ${moments.map(({ at, id, told }) => markup`<li>${when(at)}${told}${placeOf(places, id)}</li>`)}
    </ol>`,
  )
}

/** Where the record of a moment stands in the log. */
function placeOf(places: readonly LogPlace[], id: string): Html {
  const place = places.find((each) => each.id === id)
  return place ? markup` <span class="dim small">log entry ${figure(place.index)}</span>` : nothing
}

function actionMoment(action: Action): Moment {
  const what =
    action.kind === 'none' ? 'Asked for no action' : `Asked to ${action.kind} the content`
  const causes = {
    verdict: 'the verdict and the rule of its policy for such an outcome',
    decision: 'a decision of a person',
    appeal: 'the answer to an appeal',
    timeout: 'a deadline that passed before there was a verdict',
    reversal: 'a decision that was taken back',
    finding: 'what was found of the verdict later, and the rules of its policy for such a finding',
  }
  return {
    at: action.recordedAt,
    id: action.id,
    told: markup`${what}${action.interim && ' until a person has looked'}.
      <span class="dim">Cause: ${causes[action.cause.kind]}.</span>`,
  }
}

const eventWords: Readonly<Record<CaseEvent['kind'], string>> = {
  opened: 'Case opened',
  leased: 'Taken up',
  released: 'Given back to the queue',
  skipped: 'Skipped',
  escalated: 'Escalated to senior reviewers',
  expired: 'Time for it ran out, back to the queue',
  decided: 'Decided',
  reversed: 'Decision taken back',
}

function caseMoments({ events, decisions }: CasePart, names: Names): Moment[] {
  const told = events
    .filter(({ kind }) => kind !== 'decided')
    .map((event) => ({
      at: event.recordedAt,
      id: event.id,
      told: markup`${eventWords[event.kind]}${event.by.kind === 'person' && ` by ${nameOf(names, event.by.id)}`}.`,
    }))
  return [...told, ...decisions.map((decision) => decisionMoment(decision, names))]
}

function decisionMoment(decision: Decision, names: Names): Moment {
  const { outcome, rules, severity, errorClass, isCorrection, action, rationale } = decision
  return {
    at: decision.recordedAt,
    id: decision.id,
    told: markup`<b>${nameOf(names, decision.decidedBy)}</b> decided:
      ${outcomeMark(outcome)}${rules.length > 0 && `, ${listed(rules)}`}${severity !== null && `, severity ${severity}`};
      asked for ${action === 'none' ? 'no action' : `the action ${action}`}.
      ${isCorrection ? 'This corrects the verdict.' : 'This agrees with the verdict.'}${errorClass !== null && ` What was wrong with it: ${inWords(errorClass)}.`}${decision.reversed && markup` <b>Taken back later.</b>`}
      ${quoted(rationale, markup`<span class="dim">No rationale given, or erased.</span>`)}`,
  }
}

function appealMoments({ appeal, statement, reasons }: AppealPart, names: Names): Moment[] {
  const lodged = {
    at: appeal.recordedAt,
    id: appeal.id,
    told: markup`Appeal A-${appeal.number} lodged for the person affected by
    ${nameOf(names, appeal.lodgedBy.id)}.${quoted(statement, markup` <span class="dim">The statement was erased.</span>`)}`,
  }
  const { decision } = appeal
  if (!decision) return [lodged]
  return [
    lodged,
    {
      at: decision.recordedAt,
      id: decision.id,
      told: markup`<b>${nameOf(names, decision.decidedBy)}</b> answered appeal A-${appeal.number}:
        <b>${capital(inWords(decision.outcome))}</b>; from then on
        ${decision.action === 'none' ? 'no action' : `the action ${decision.action}`}.${quoted(reasons, markup` <span class="dim">The reasons were erased.</span>`)}`,
    },
  ]
}
