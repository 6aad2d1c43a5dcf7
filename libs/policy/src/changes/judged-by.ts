import { PolicyError } from '../policy-error.js'
import type { Effort } from '../policy-manifest.js'

/** The endpoint by its name, the model and the effort that a check counts on; null for any. */
export interface JudgedBy {
  readonly endpoint: string | null
  readonly model: string | null
  readonly effort: Effort | null
}

const fields = ['endpoint', 'model', 'effort'] as const

/** Throws `RULE_REFUSED`; null where nothing is named. */
export function readJudgedBy(asked: JudgedBy | null): JudgedBy | null {
  const named = { endpoint: nameOf(asked?.endpoint), model: nameOf(asked?.model) }
  const { effort = null } = asked ?? {}
  const isNamed = effort !== null || named.endpoint !== null || named.model !== null
  return isNamed ? { ...named, effort } : null
}

function nameOf(asked: string | null | undefined): string | null {
  const name = asked?.trim() ?? ''
  if (name.length > 200 || /\p{C}/u.test(name))
    throw new PolicyError('RULE_REFUSED', 'expected a name of at most 200 characters')
  return name === '' ? null : name
}

/** Whether what one rule names the other leaves open, or names otherwise. */
export const judgesOtherwise = (before: JudgedBy | null, after: JudgedBy | null): boolean =>
  fields.some((field) => before?.[field] != null && before[field] !== after?.[field])
