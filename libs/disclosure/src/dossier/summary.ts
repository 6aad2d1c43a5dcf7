import type { Dossier } from './dossier.js'
import {
  counted,
  duration,
  figure,
  inWords,
  instant,
  listed,
  nameOf,
  shortCommit,
} from './phrases.js'

const concluded = {
  violates: 'violates',
  allowed: 'is allowed under',
  undetermined: 'could not be judged under',
}

/** The dossier in a few sentences, for someone who reads nothing else. */
export function summaryOf(dossier: Dossier): string[] {
  return [
    whatWasJudged(dossier),
    underWhichText(dossier),
    whatItConcluded(dossier),
    wasItSound(dossier),
    whoLooked(dossier),
    whatWasDone(dossier),
    howItIsProved(dossier),
  ].filter((sentence) => sentence !== '')
}

function whatWasJudged({ verdict, item }: Dossier): string {
  const what =
    item.kind === 'conversation'
      ? `A conversation of ${counted(item.turns, 'turn')} (${counted(item.characters, 'character')})`
      : `A text of ${counted(item.characters, 'character')}`
  const named = item.externalId === null ? '' : `, known to the platform as ${item.externalId},`
  const model =
    verdict.answeredBy === 'model' ? `the model ${verdict.model}` : `a ${verdict.answeredBy}`
  const by = verdict.simulated
    ? `${model}, which is simulated: no real model judged`
    : verdict.source === 'import'
      ? `${model} outside this installation, and imported`
      : model
  const arm = verdict.arm === 'live' ? '' : ` It was a ${verdict.arm} run and had no effect.`
  return `${what}${named} was judged on ${instant(verdict.decidedAt)} by ${by}.${arm}`
}

function underWhichText({ verdict, policy, names }: Dossier): string {
  const { version, inForce, today } = policy
  const which = `version ${version.sequence} of the policy “${version.title}” (commit ${shortCommit(version.commit)})`
  const wrote = `written by ${nameOf(names, version.author)}`
  const force =
    inForce === null || inForce.commit !== version.commit
      ? 'This version was not the one in force then.'
      : `It had been ${inForce.kind === 'imported' ? 'in force elsewhere' : 'published'} on ${instant(inForce.publishedAt)} by ${nameOf(names, inForce.publishedBy)}.`
  const now =
    today === null
      ? 'No version of the policy is in force today.'
      : today.head.commit === verdict.policyCommit
        ? 'The same text is in force today.'
        : `The text in force today is another one, version ${today.head.sequence}: ${counted(today.added, 'line')} added, ${counted(today.removed, 'line')} removed, ${counted(today.rules.length, 'rule')} different.`
  return `The text that applied was ${which}, ${wrote}. ${force} ${now}`
}

function whatItConcluded({ verdict }: Dossier): string {
  const rules =
    verdict.rules.length === 0
      ? ''
      : `, citing ${verdict.rules.length === 1 ? 'rule' : 'rules'} ${listed(verdict.rules)}`
  const label = verdict.label === null ? '' : ` (label ${verdict.label})`
  if (verdict.outcome === 'undetermined') {
    const why = verdict.undeterminedReason
    return `No conclusion could be relied on${why === null ? '' : `: ${inWords(why)}`}${rules}.`
  }
  return `It concluded that the content ${concluded[verdict.outcome]} the policy${label}${rules}.`
}

function wasItSound({ audit }: Dossier): string {
  if (audit.kind === 'withheld')
    return audit.why === 'permission'
      ? 'Whether its reasoning was sound is withheld from the reader of this dossier.'
      : 'Its reasoning was not audited.'
  const { findings, flagged, risk } = audit.value
  if (findings.length === 0) return 'The audit of its reasoning found nothing wrong.'
  const types = [...new Set(findings.map(({ type }) => inWords(type)))]
  const hard = findings.filter(({ severity }) => severity === 'hard').length
  return `The audit of its reasoning made ${counted(findings.length, 'finding')}, ${hard === 0 ? 'none of them hard' : `${figure(hard)} hard`} (${listed(types)}); ${
    flagged ? 'the verdict was flagged for people to look at' : 'the verdict was not flagged'
  }. Its risk of being wrong is put at ${Math.round(risk * 100)} %.`
}

function whoLooked({ case: part, names }: Dossier): string {
  if (part.kind === 'withheld')
    return part.why === 'permission'
      ? 'Whether people looked at it is withheld from the reader of this dossier.'
      : 'No case was opened: nobody was asked to look at it.'
  const { number, decisions } = part.value
  const standing = decisions.filter(({ reversed }) => !reversed).at(-1)
  const undone = decisions.filter(({ reversed }) => reversed).length
  if (!standing)
    return `Case #${number} was opened for people to look at it; nobody has decided it${undone > 0 ? `, ${counted(undone, 'decision was', 'decisions were')} taken back` : ' yet'}.`
  const agreed = standing.isCorrection ? 'corrected the verdict to' : 'agreed:'
  const rules = standing.rules.length === 0 ? '' : `, rules ${listed(standing.rules)}`
  return `${nameOf(names, standing.decidedBy)} decided case #${number} on ${instant(standing.recordedAt)} and ${agreed} ${standing.outcome}${rules}.`
}

function whatWasDone({ actions, appeals }: Dossier): string {
  const last = actions.at(-1)
  const act = !last
    ? 'Nothing was asked of the platform.'
    : `The platform was asked to ${last.kind === 'none' ? 'take no action' : `${last.kind} the content`}${last.interim ? ' until a person has looked' : ''} (${instant(last.recordedAt)}).`
  if (appeals.kind === 'withheld') return act
  const told = appeals.value.map(({ appeal }) =>
    appeal.decision
      ? `Appeal A-${appeal.number} was answered on ${instant(appeal.decision.recordedAt)}: ${inWords(appeal.decision.outcome)}.`
      : `Appeal A-${appeal.number} is open, to be answered by ${instant(appeal.dueAt)}.`,
  )
  return [act, ...told].join(' ')
}

function howItIsProved({ proof, verdict }: Dossier): string {
  if (proof.kind === 'withheld') return 'It is on the record, and not in the signed log yet.'
  const { index, size, origin } = proof.value
  const gap = Math.max(0, verdict.recordedAt.getTime() - verdict.acceptedAt.getTime())
  const prompt = verdict.source === 'live' ? `, ${duration(gap)} after it was accepted` : ''
  return `It was put on the record on ${instant(verdict.recordedAt)}${prompt}, and stands in the log ${origin} at ${figure(index)} of ${figure(size)} entries; the proof at the end lets anybody check that without us.`
}
