/**
 * Verdicts that nobody ever gave, the same for the same seed: a year of them, several policies whose versions follow one
 * another, rare and frequent values of everything, and words for a share of them.
 */

const months = 12
const storedTexts = 8_000
export const monthMs = 30.4 * 24 * 3_600_000

export function randomFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** One of some values, as often as its weight says; from a table, since it is asked for a hundred million times. */
const weighted = (pairs) => {
  const total = pairs.reduce((sum, [, weight]) => sum + weight, 0)
  const table = []
  let sum = 0
  for (const [value, weight] of pairs) {
    sum += (weight / total) * 65_536
    while (table.length < Math.round(sum)) table.push(value)
  }
  return (random) => table[Math.floor(random() * table.length)]
}

const zipf = (values, exponent = 1.1) =>
  weighted(values.map((value, rank) => [value, 1 / (rank + 1) ** exponent]))

export const policies = [
  ...['spam', 'harassment', 'hate-speech', 'self-harm', 'weapons-trade', 'prompt-injection'],
  ...['fraud', 'privacy', 'graphic-violence', 'medical-advice', 'gambling', 'minors'],
]
const syllables = 'ka lo mi ter sun da ri ve po na gel bor shi tu em fa rin os al ju'.split(' ')

const bytes = Array.from({ length: 65_536 }, (_, i) => i.toString(16).padStart(4, '0'))
const quad = (random) => bytes[Math.floor(random() * 65_536)]

const hex = (random, digits) => {
  let text = ''
  while (text.length < digits) text += quad(random)
  return text.slice(0, digits)
}

/** Everything that stays the same from row to row. */
export function aWorld({ seed = 7, until = new Date() } = {}) {
  const random = randomFrom(seed)
  const endMs = until.getTime()
  const startMs = endMs - months * monthMs
  const words = Array.from({ length: 30_000 }, (_, i) => {
    const length = 2 + (i % 3)
    const stem = Array.from({ length }, (_, n) => syllables[Math.floor(i / 20 ** n) % 20]).join('')
    return `${stem}${i % 7 === 0 ? '' : (i % 97).toString(36)}`
  })
  const versions = policies.flatMap((policy) =>
    Array.from({ length: 6 }, (_, i) => ({
      ...{ policy, sequence: i + 1, commit: hex(random, 40), blob: hex(random, 40) },
      fromMs: startMs + (i * (endMs - startMs)) / 6,
    })),
  )
  return {
    ...{ random, startMs, endMs, versions },
    versionsOf: Object.fromEntries(
      policies.map((policy) => [policy, versions.filter((each) => each.policy === policy)]),
    ),
    reviewers: Array.from({ length: 30 }, () => uuid(startMs, random)),
    policy: zipf(policies),
    texts: someTexts(random, words),
    outcome: weighted([
      ['allowed', 78],
      ['violates', 19],
      ['undetermined', 3],
    ]),
    language: weighted([
      ...[
        ['en', 60],
        ['de', 12],
        ['es', 8],
        ['fr', 7],
        ['pt', 5],
        ['tr', 4],
        ['ja', 3],
      ],
      ...[
        ['pl', 0.9],
        ['fi', 0.09],
        ['sw', 0.01],
      ],
    ]),
    region: zipf(['DE', 'US', 'FR', 'ES', 'BR', 'TR', 'JP', 'PL', 'AT', 'CH', 'FI', 'KE']),
    model: weighted([
      ['openai/gpt-oss-safeguard-20b', 90],
      ['openai/gpt-oss-safeguard-120b', 10],
    ]),
    effort: weighted([
      ['medium', 80],
      ['low', 15],
      ['high', 5],
    ]),
    answeredBy: weighted([
      ['model', 94],
      ['triage', 5.5],
      ['rule', 0.5],
    ]),
    arm: weighted([
      ['live', 97],
      ['shadow', 2.9],
      ['canary', 0.1],
    ]),
    source: weighted([
      ['live', 96],
      ['import', 4],
    ]),
    finding: zipf([
      ...['rationale-inconsistent', 'output-off-contract', 'fabricated-quote', 'unknown-rule'],
      ...['verdict-contradicts-trace', 'trace-truncated', 'stale-rule', 'injection-obeyed'],
    ]),
    caseState: weighted([
      ['decided', 92],
      ['waiting', 6],
      ['leased', 1],
      ['escalated', 1],
    ]),
    appeal: weighted([
      ['stands', 60],
      ['reversed', 25],
      ['open', 15],
    ]),
  }
}

/** Version 7, RFC 9562. */
export function uuid(ms, random) {
  const time = Math.floor(ms).toString(16).padStart(12, '0')
  const [a, b] = [quad(random), quad(random)]
  const variant = '89ab'[Math.floor(random() * 4)]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(1)}-${variant}${b.slice(1)}-${quad(random)}${quad(random)}${quad(random)}`
}

const endpointsAt = (share) =>
  share < 0.15 ? ['node-retired', 'node-1'] : ['node-1', 'node-2', 'node-3', 'node-4']

/** Row `index` of `rows`, in the order of time. */
export function madeVerdict(world, index, rows, wordsShare) {
  const { random, startMs, endMs } = world
  const share = index / rows
  const acceptedMs = startMs + share * (endMs - startMs)
  const policy = world.policy(random)
  const source = world.source(random)
  const latencyMs = Math.round(80 + 900 * random() ** 4)
  const outcome = world.outcome(random)
  const findings = random() < 0.06 ? [world.finding(random)] : none
  const flagged = outcome === 'undetermined' || (findings !== none && random() < 0.5)
  const caseState = flagged ? world.caseState(random) : null
  const endpoints = endpointsAt(share)
  const action = flagged ? 'hide' : outcome === 'violates' ? violation(random) : 'none'
  const texts = random() < wordsShare ? world.texts[Math.floor(random() * storedTexts)] : null
  return {
    id: uuid(acceptedMs, random),
    contentItemId: uuid(acceptedMs - 5, random),
    policy,
    version: world.versionsOf[policy][Math.floor(share * 6)],
    source,
    outcome,
    findings,
    flagged,
    caseState,
    action,
    acceptedMs,
    latencyMs,
    decidedMs: source === 'import' ? acceptedMs - random() * 30 * monthMs : acceptedMs + latencyMs,
    rules: outcome === 'violates' ? [ruleOf(policy, random)] : none,
    risk: flagged ? 0.5 + random() / 2 : Math.round(random() ** 4 * 1000) / 1000,
    model: world.model(random),
    endpoint: endpoints[Math.floor(random() * endpoints.length)],
    language: world.language(random),
    region: world.region(random),
    effort: world.effort(random),
    answeredBy: world.answeredBy(random),
    arm: world.arm(random),
    simulated: random() < 0.003,
    externalId: random() < 0.4 ? `post-${index}` : null,
    costMicros: random() < 0.97 ? Math.round(latencyMs * (0.2 + random())) : null,
    caseId: caseState ? uuid(acceptedMs + 1000, random) : null,
    reviewer: caseState === 'decided' ? world.reviewers[Math.floor(random() ** 2 * 30)] : null,
    appeal: action !== 'none' && random() < 0.01 ? world.appeal(random) : null,
    content: texts?.content ?? null,
    trace: texts?.trace ?? null,
    // A word that no other text has.
    ownWord: `item${index}`,
  }
}

const none = []
const violation = (random) => (random() < 0.05 ? 'remove' : 'limit')
const ruleOf = (policy, random) =>
  `${policy.slice(0, 2).toUpperCase()}-${1 + Math.floor(random() * 6)}.${1 + Math.floor(random() ** 2 * 4)}`

/** A store that the texts of all rows are taken from. */
function someTexts(random, words) {
  const some = (least, most) =>
    Array.from({ length: least + Math.floor(random() * (most - least)) }, () => {
      return words[Math.floor(random() ** 5 * words.length)]
    })
  return Array.from({ length: storedTexts }, () => ({ content: some(12, 45), trace: some(40, 90) }))
}
