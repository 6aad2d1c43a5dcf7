import type { Effort, JudgedBy } from '@assize/policy'
import { stateOf, type TestRun } from './test-run.js'

/** What a check of a commit rests on. */
export interface CountedRun {
  /** At another commit where the same files failed there, and nobody said why they are to pass here. */
  readonly run: TestRun
  /** Runs that failed before it, each of which it took the place of for a reason. */
  readonly failedBefore: number
  /** Later runs that count for nothing, since nobody said why they were asked for. */
  readonly unexplained: number
}

/** As `JudgedBy`; the effort is the policy's own where the branch names none. */
export type Judging = Pick<JudgedBy, 'endpoint' | 'model'> & { readonly effort: Effort }

/**
 * The run that the check of a commit rests on; `runs` are those of one policy with the same files, at whichever commit,
 * oldest first. A run elsewhere than the branch asks for is a look. What failed stays failed, and what is under way or was
 * called off is not got round, until a run that says why it was asked for: otherwise whoever asks often enough gets the
 * answer they want. So says a person's run at another endpoint or model than before.
 */
export function countedRun(
  runs: readonly TestRun[],
  asked: Judging,
  commit: string,
): CountedRun | null {
  const at = new Map<string, CountedRun>()
  let ignored = 0
  for (const run of runs.filter((each) => isAsAsked(each, asked))) {
    const before = at.get(run.commit) ?? failedElsewhere(at, run.commit, run.startedAt)
    if (before && run.reason === null && needsReason(before.run, run)) {
      if (run.commit === commit) ignored++
      continue
    }
    const failedBefore = before ? before.failedBefore + (hasFailed(before.run) ? 1 : 0) : 0
    at.set(run.commit, { run, failedBefore, unexplained: 0 })
    if (run.commit === commit) ignored = 0
  }
  const counted = at.get(commit) ?? failedElsewhere(at, commit)
  return counted && { ...counted, unexplained: ignored }
}

export const isAsAsked = (run: TestRun, { endpoint, model, effort }: Judging): boolean =>
  run.effort === effort &&
  (endpoint === null || run.endpoint === endpoint) &&
  (model === null || run.model === model)

const hasFailed = ({ end }: TestRun): boolean => end?.passed === false

/** The last word on the same files at other commits, where it had come by then and was that they fail. */
function failedElsewhere(
  at: ReadonlyMap<string, CountedRun>,
  commit: string,
  by?: Date,
): CountedRun | null {
  const [last] = [...at.values()]
    .filter(({ run }) => run.commit !== commit && run.end?.state === 'finished')
    .filter(({ run: { end } }) => !by || (end && end.endedAt <= by))
    .toSorted((a, b) => (a.run.id < b.run.id ? 1 : -1))
  return last && hasFailed(last.run) ? last : null
}

function needsReason(before: TestRun, next: TestRun): boolean {
  // One that found no answer at all says nothing of the policy, and is simply asked again.
  const isCalledOff = before.end?.state === 'cancelled' && before.end.endedBy !== null
  const isElsewhere = before.endpoint !== next.endpoint || before.model !== next.model
  const holds = stateOf(before) === 'running' || isCalledOff || hasFailed(before)
  return holds || (next.changeId === null && isElsewhere)
}
