import { policies } from '../../../../.config/made-verdicts/made-verdicts.mjs'

const day = 24 * 3_600_000
const order = (field, direction = 'desc') => ({ field, direction })
const newest = order('decided-at')

/** What people ask of the list, `n` making each round another: filter, order, and where the page begins. */
export function questionsOf({ rows, cursors, reviewers, versions }) {
  const policy = (n) => policies[n % policies.length]
  const versionOf = (n) => versions[n % versions.length]
  return {
    newest: () => [{}, newest],
    'a page far back': (n) => [{}, newest, cursors[n % cursors.length]],
    'likely wrong first': () => [{}, order('risk')],
    'dearest first': () => [{}, order('cost')],
    'policy, outcome': (n) => [{ policies: [policy(n)], outcomes: ['violates'] }, newest],
    'policy, flagged, by risk': (n) => [{ policies: [policy(n)], flagged: true }, order('risk')],
    version: (n) => [{ commit: versionOf(n).commit }, newest],
    'between versions': (n) => [{ versions: { policy: policy(n), from: 'v2', to: 'v4' } }, newest],
    finding: () => [{ findingTypes: ['injection-obeyed'] }, newest],
    rule: (n) => [{ rules: [`SP-${1 + (n % 6)}.3`] }, newest],
    'rare language': () => [{ languages: ['sw'] }, newest],
    'rare in three ways': () => [
      { languages: ['fi'], efforts: ['high'], outcomes: ['undetermined'] },
      newest,
    ],
    'retired endpoint': () => [{ endpoints: ['node-retired'] }, newest],
    'a day last spring': (n) => {
      const from = new Date(Date.now() - (150 + n) * day)
      return [{ decidedAfter: from, decidedBefore: new Date(from.getTime() + day) }, newest]
    },
    reviewer: (n) => [{ reviewers: [reviewers[n % reviewers.length]] }, newest],
    'appeals open': () => [{ appealStates: ['open'] }, newest],
    'external id': (n) => [{ externalId: `post-${(n * 7919) % rows}` }, newest],
    'dear and risky': () => [{ costMicrosAtLeast: 700, riskAtLeast: 0.8 }, order('cost')],
  }
}

/** What people look for in words, from a word only one text has to words in every tenth. */
export function searchesOf({ rows, words }) {
  return {
    'a word of one text': (n) => [{ text: `item${(n * 7919) % rows}` }, newest],
    'rare word': () => [{ text: words.rare }, newest],
    'rare word, best first': () => [{ text: words.rare }, order('relevance')],
    'word in 1 of 200': () => [{ text: words.middling }, newest],
    'word in 1 of 10': () => [{ text: words.common }, newest],
    'common word, rare language': () => [{ text: words.common, languages: ['fi'] }, newest],
    'common word, best first': () => [{ text: words.common }, order('relevance')],
  }
}
