import { counted } from '../words/words.js'
import type { ErasureRequest, Preview } from './erasure-documents.js'
import type { Hold } from './hold-documents.js'

export const reasonWords = {
  SUBJECT_REQUEST: 'the person asked for it',
  GUARDIAN_REQUEST: 'their guardian asked for it',
  COURT_ORDER: 'a court ordered it',
  AUTHORITY_ORDER: 'an authority ordered it',
  SUBMITTED_IN_ERROR: 'it was submitted in error',
  UNLAWFUL_PROCESSING: 'it should not have been processed',
} as const

export const basisWords = {
  GDPR_17_1_A: 'GDPR 17(1)(a), no longer necessary',
  GDPR_17_1_B: 'GDPR 17(1)(b), consent withdrawn',
  GDPR_17_1_C: 'GDPR 17(1)(c), objection',
  GDPR_17_1_D: 'GDPR 17(1)(d), processed unlawfully',
  GDPR_17_1_E: 'GDPR 17(1)(e), a legal obligation to erase',
  GDPR_17_1_F: 'GDPR 17(1)(f), collected from a child',
  OTHER_LAW: 'another law',
} as const

export const groundWords = {
  GDPR_17_3_A: 'GDPR 17(3)(a), freedom of expression and information',
  GDPR_17_3_B: 'GDPR 17(3)(b), a legal obligation to keep it',
  GDPR_17_3_C: 'GDPR 17(3)(c), public health',
  GDPR_17_3_D: 'GDPR 17(3)(d), archiving, research or statistics',
  GDPR_17_3_E: 'GDPR 17(3)(e), legal claims',
} as const

export const holdBasisWords = {
  CYBERTIP_1Y: 'CyberTipline report, one year',
  NCA_1Y: 'report to the NCA, one year',
  TCO_6M: 'removed terrorist content, six months',
  LITIGATION: 'litigation',
  REGULATOR: 'a regulator',
  DISPUTE: 'a dispute',
} as const

export const stateWords: Readonly<Record<ErasureRequest['state'], string>> = {
  OPEN: 'waits for a second person',
  EXECUTING: 'being erased',
  DONE: 'erased',
  REFUSED: 'refused',
}

export const holdStateWords: Readonly<Record<Hold['state'], string>> = {
  ACTIVE: 'holds',
  RELEASE_ASKED: 'holds; release asked',
  RELEASED: 'released',
  EXPIRED: 'ended',
}

const reachNames: Readonly<Record<Preview['reach'][number]['kind'], readonly [string, string]>> = {
  CONTENT: ['content item', 'content items'],
  AUTHOR: ['link to its author', 'links to their author'],
  VERDICT: ['verdict’s words', 'verdicts’ words'],
  ATTEMPT: ['raw reply', 'raw replies'],
  FINDING_SET: ['finding’s evidence', 'findings’ evidence'],
  FINDING_NOTE: ['note on a finding', 'notes on findings'],
  DECISION: ['rationale', 'rationales'],
  APPEAL: ['statement', 'statements'],
  APPEAL_DECISION: ['answer to an appeal', 'answers to appeals'],
  DATA_SET: ['data set version that loses items', 'data set versions that lose items'],
  STORED_EXPORT: ['stored export that is withdrawn', 'stored exports that are withdrawn'],
  RULING: ['question on a rule, with its answer', 'questions on rules, with their answers'],
  EXAMPLE_OFFER: ['example that was offered', 'examples that were offered'],
  TEST_RESULT: ['answer to a test case', 'answers to test cases'],
  SAVED_VIEW: ['saved view that loses what it quotes', 'saved views that lose what they quote'],
  STORED_REQUEST: [
    'stored request that loses what it quotes',
    'stored requests that lose what they quote',
  ],
}

export const reachWords = ({ kind, count, named }: Preview['reach'][number]): string => {
  const [one, many] = reachNames[kind]
  const names = named.length > 0 ? `: ${named.join(', ')}` : ''
  return `${counted(count, one, many)}${names}`
}

/** Whose or which words a request means, without naming the person. */
export function scopeWords(request: ErasureRequest): string {
  if (request.scopeKind === 'AUTHOR') return 'all words of one author'
  if (request.scopeKind === 'EXTERNAL_ID')
    return request.externalId ? `external id ${request.externalId}` : 'one external id'
  return counted(request.contentItemIds.length, 'content item')
}

export function holdScopeWords(hold: Hold): string {
  switch (hold.scopeKind) {
    case 'AUTHOR':
      return 'all words of one author'
    case 'CASE':
      return 'the content of a case'
    case 'CONTENT_ITEM':
      return 'one content item'
    case 'POLICY': {
      const day = (at: string | null) => at?.slice(0, 10)
      const [since, until] = [day(hold.since), day(hold.until)]
      const when = [since && `from ${since}`, until && `before ${until}`].filter(Boolean).join(', ')
      return `judged under ${hold.policy}${when ? `, ${when}` : ''}`
    }
  }
}

/** As many days as people say it: `730 days (2 years)`. */
export function daysWords(days: number): string {
  const years = days / 365
  return Number.isInteger(years) ? `${days} days (${counted(years, 'year')})` : counted(days, 'day')
}
