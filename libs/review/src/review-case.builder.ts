import type { NewCase, ReviewCase } from './review-case.js'

/** A flagged case of a spam verdict, for tests. */
export const aNewCase = (over: Partial<NewCase> = {}): NewCase => ({
  verdictId: '01900000-0000-7000-8000-000000000001',
  contentItemId: '01900000-0000-7000-8000-000000000002',
  policy: 'spam',
  policyCommit: 'a'.repeat(40),
  queue: 'spam',
  reason: 'flagged',
  priority: 200,
  simulated: true,
  source: 'live',
  openedAt: new Date('2026-11-03T10:00:00.000Z'),
  dueAt: new Date('2026-11-04T10:00:00.000Z'),
  escalated: false,
  ...over,
})

export const aCase = (over: Partial<ReviewCase> = {}): ReviewCase => ({
  ...aNewCase(),
  id: '01900000-0000-7000-8000-000000000003',
  number: 1,
  state: 'waiting',
  lease: null,
  decidedAt: null,
  ...over,
})
