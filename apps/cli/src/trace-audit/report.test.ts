import { expect, test } from '@jest/globals'
import { auditBundleTrace, prepareBundlePolicy, type BundleTrace } from '@assize/reasoning-audit'
import { reportEntry } from './report-entry.js'
import { renderReport, ReportEntries } from './report.js'
import { Tally } from './tally.js'

const policy = prepareBundlePolicy(`Ticket policy
Return exactly one word: VALID or INVALID.
VALID = fair price
INVALID = violates`)

const hostile = '</pre><script>alert(1)</script>\u202e\u200b\u{e0041}"\'`<img src=x onerror=y>'

function entryOf(changes: Partial<BundleTrace>) {
  const trace: BundleTrace = {
    traceId: 't1',
    policyVersion: 'tickets@1',
    messages: [{ role: 'user', content: 'Two seats.' }],
    output: 'INVALID',
    reasoning: 'The price is the printed one. So the answer is VALID.',
    ...changes,
  }
  const audit = auditBundleTrace(trace, policy)
  return { audit, entry: reportEntry(trace, policy, audit) }
}

function pageOf(...entries: ReturnType<typeof entryOf>[]): string {
  const [tally, kept] = [new Tally(), new ReportEntries()]
  for (const { audit, entry } of entries) {
    tally.add(audit)
    kept.add([entry])
  }
  return renderReport(tally, kept)
}

test('a finding is marked in the words and told beside them', () => {
  const page = pageOf(entryOf({}))
  expect(page).toContain('<mark>So the answer is VALID.</mark><sup>1</sup>')
  expect(page).toContain('1 · verdict-contradicts-trace')
  expect(page).toContain('1 of 1 traces with findings are shown')
})

test('words of others never become markup, and what could not be seen is shown by its code', () => {
  const page = pageOf(
    entryOf({
      traceId: `t${hostile}`,
      policyVersion: hostile,
      messages: [{ role: hostile, content: hostile }],
      output: `INVALID ${hostile}`,
      reasoning: `${hostile} So the answer is VALID.`,
    }),
  )
  expect(page).not.toMatch(/<script|<img/i)
  expect(page).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cf}]/u)
  expect(page).toContain('U+202E')
  expect(page).toContain('U+E0041')
  expect(page.match(/<\/html>/g)).toHaveLength(1)
})

test('the page needs nothing else and runs nothing', () => {
  const page = pageOf(entryOf({}))
  expect(page).toMatch(/Content-Security-Policy" content="default-src &#39;none&#39;/)
  expect(page).not.toMatch(/<script|<link|src=|href=|url\(/i)
})

test('words are blurred until somebody asks for them', () => {
  const page = pageOf(entryOf({}))
  expect(page).toContain('.words-of-others pre{filter:blur(6px)')
  expect(page).toMatch(/<div class="words-of-others">\s*<h3>Content, user<\/h3>/)
})

test('flagged traces come first, and those with most risk', () => {
  const kept = new ReportEntries()
  kept.add([
    { flagged: false, risk: 0.9, html: 'a' },
    { flagged: true, risk: 0.2, html: 'b' },
    { flagged: true, risk: 0.7, html: 'c' },
  ])
  expect(kept.best().map(({ html }) => html)).toEqual(['c', 'b', 'a'])
  kept.add(Array.from({ length: 3_000 }, () => ({ flagged: false, risk: 0, html: 'd' })))
  expect(kept.best()).toHaveLength(500)
  expect(kept.best()[0]?.html).toBe('c')
  expect(kept.offered).toBe(3_003)
})

test('a very long text is cut, and the page says so', () => {
  const page = pageOf(entryOf({ messages: [{ role: 'user', content: 'x'.repeat(50_000) }] }))
  expect(page).toContain('40000 of 50000 characters are shown')
})
