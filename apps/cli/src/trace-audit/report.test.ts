import { expect, test } from '@jest/globals'
import { auditBundleTrace, prepareBundlePolicy, type BundleTrace } from '@assize/reasoning-audit'
import { reportEntry, type ReportEntry } from './report-entry.js'
import { ReportEntries } from './report-entries.js'
import { renderReport } from './report.js'
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
    tally.add(audit, entry.policyVersion)
    kept.add([entry])
  }
  return renderReport(tally, kept)
}

test('a finding is marked in the words and told beside them', () => {
  const page = pageOf(entryOf({}))
  expect(page).toContain('<mark>So the answer is VALID.</mark><sup>1</sup>')
  expect(page).toContain('1 · verdict-contradicts-trace')
  expect(page).toContain('1 of 1 traces with findings or an undetermined outcome')
})

test('the summary is tables, and each trace is a press away', () => {
  const page = pageOf(entryOf({}))
  expect(page).toMatch(/<th scope="row">verdict-contradicts-trace<\/th><td class="num">1<\/td>/)
  expect(page).toMatch(
    /<th scope="row">tickets@1<\/th><td class="num">1<\/td><td class="num">1<\/td><td class="num">1<\/td>/,
  )
  expect(page).toContain('<a href="#t1">t1</a>')
  expect(page).toContain('<section class="entry" id="t1">')
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
  expect(page).not.toMatch(/<script|<link|src=|href="[^#]|url\(/i)
})

test('words are blurred until somebody asks for them', () => {
  const page = pageOf(entryOf({}))
  expect(page).toContain('.words-of-others pre{filter:blur(6px)')
  expect(page).toMatch(/<div class="words-of-others">\s*<h3>Content, user<\/h3>/)
})

const anEntry = (changes: Partial<ReportEntry>): ReportEntry => ({
  ...{ traceId: 't', policyVersion: 'tickets@1', outcome: 'allowed', risk: 0.2 },
  ...{ types: [], hard: [], html: 'words' },
  ...changes,
})

test('hard findings come first, then undetermined traces, each by risk', () => {
  const kept = new ReportEntries()
  kept.add([
    anEntry({ traceId: 'a', risk: 0.9 }),
    anEntry({ traceId: 'b', hard: ['unknown-rule'] }),
    anEntry({ traceId: 'c', hard: ['unknown-rule'], risk: 0.7 }),
    anEntry({ traceId: 'd', outcome: 'undetermined', risk: 0.95 }),
  ])
  expect(kept.best().map(({ traceId }) => traceId)).toEqual(['c', 'b', 'd', 'a'])
  kept.add(Array.from({ length: 3_000 }, () => anEntry({ risk: 0 })))
  expect(kept.best()).toHaveLength(500)
  expect(kept.best()[0]?.traceId).toBe('c')
  expect(kept.offered).toBe(3_004)
})

test('a frequent finding does not crowd out a rare one', () => {
  const kept = new ReportEntries()
  for (let i = 0; i < 5_000; i++)
    kept.add([anEntry({ types: ['stale-rule'], hard: ['stale-rule'], risk: 0.9 })])
  kept.add([anEntry({ traceId: 'rare', types: ['altered-quote'], risk: 0.01 })])
  for (let i = 0; i < 5_000; i++)
    kept.add([anEntry({ types: ['stale-rule'], hard: ['stale-rule'], risk: 0.95 })])
  expect(kept.best()).toHaveLength(500)
  expect(kept.best().at(-1)?.traceId).toBe('rare')
})

test('a page stays small enough to open, however much the traces say', () => {
  const kept = new ReportEntries()
  for (let i = 0; i < 100; i++) {
    const html = 'x'.repeat(500_000)
    kept.add([anEntry({ html, traceId: `long ${i}` }), anEntry({ hard: ['stale-rule'] })])
  }
  const held = kept.best()
  expect(held.reduce((sum, { html }) => sum + html.length, 0)).toBeLessThan(12_000_001)
  expect(held.slice(0, 100).every(({ hard }) => hard.length > 0)).toBe(true)
})

test('a very long text is cut around what is marked in it, and the page says so', () => {
  const filler = 'The seats are fine. '.repeat(4_000)
  const reasoning = `${filler}So the answer is VALID. ${filler}So the answer is VALID.`
  const page = pageOf(entryOf({ reasoning, messages: [{ role: 'user', content: 'Two seats.' }] }))
  expect(page).toContain('<mark>So the answer is VALID.</mark><sup>1</sup>')
  expect(page).toMatch(/\d+ characters are left out here/)
  expect(page.length).toBeLessThan(80_000)
})

test('of a very long conversation the first turns are shown', () => {
  const messages = Array.from({ length: 5_000 }, (_, i) => ({ role: 'user', content: `turn ${i}` }))
  const page = pageOf(entryOf({ messages }))
  expect(page).toContain('4970 of 5000 turns are left out')
  expect(page).toContain('turn 29')
  expect(page).not.toContain('turn 31<')
})
