import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { grantOfRole } from '@assize/identity'
import { insertRows } from '@assize/platform'
import { recordJudged, type Judged } from './fixtures/judged-content.js'
import { bearer, RunningApi, type LoggedIn } from './fixtures/running-api.js'

const words = 'words that only some may read'
const thoughts = 'thoughts that only some may read'

/** Whose decision makes the content nobody else's own. */
const somebody = '00000000-0000-7000-8000-000000000001'

let api: RunningApi
let judged: Judged
let commit: string
beforeAll(async () => {
  api = await RunningApi.start()
  await api.publishPolicies()
  const [version] = await api.database.query<{ policy: string; commit: string }>(
    `SELECT v.policy, v.commit FROM record_policy_version v WHERE v.policy = 'spam' AND v.sequence = 2`,
  )
  commit = version?.commit ?? ''
  judged = await recordJudged(api.database, {
    ...{ policy: 'spam', policyCommit: commit, text: words, decidedBy: somebody },
  })
  await insertRows(api.database, 'payload_verdict', [
    {
      ...{ verdict_id: judged.verdictId, salt: new Uint8Array(32) },
      ...{ trace: thoughts, output: 'VALID', rationale: null },
    },
  ])
})
afterAll(() => api.close())

const fetchDossier = (caller: LoggedIn | null, id = judged.verdictId) =>
  fetch(`${api.url}/dossiers/${id}.html`, caller ? { headers: { cookie: caller.cookie } } : {})

describe('a dossier', () => {
  test.each([
    ...(['admin', 'policy-author', 'policy-approver', 'reviewer', 'senior-reviewer'] as const),
    ...(['appeals-specialist', 'auditor', 'data-steward'] as const),
  ])('shows %s what the table of permissions opens, and lists the rest', async (role) => {
    const response = await fetchDossier(await api.login(role))
    if (grantOfRole(role, 'verdict:read') !== 'all') return expect(response.status).toBe(404)
    expect(response.status).toBe(200)
    const page = await response.text()
    const mayRead = grantOfRole(role, 'content:view') === 'all'
    const mayTrace = grantOfRole(role, 'trace:read') === 'all'
    const maySeeCase = grantOfRole(role, 'case:read') === 'all'
    expect(page.includes(words)).toBe(mayRead)
    expect(page.includes('The words of the content: withheld')).toBe(!mayRead)
    expect(page.includes(thoughts)).toBe(mayTrace)
    expect(page.includes('The chain of thought, the answer and the rationale: withheld')).toBe(
      !mayTrace,
    )
    expect(page.includes('The case and its decisions: withheld')).toBe(!maySeeCase)
  })

  test('is for nobody unknown, and of nothing unknown', async () => {
    expect((await fetchDossier(null)).status).toBe(401)
    const auditor = await api.login('auditor')
    expect((await fetchDossier(auditor, 'no-id')).status).toBe(404)
    expect((await fetchDossier(auditor, judged.contentItemId)).status).toBe(404)
  })

  test('may stand in a frame of ours, runs nothing, and is kept by nobody', async () => {
    const { headers } = await fetchDossier(await api.login('auditor'))
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).toContain('sandbox')
    expect(policy).not.toMatch(/unsafe-inline|allow-scripts/)
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(headers.get('cache-control')).toBe('private, no-store')
  })

  test('that was made, and a question that was asked, stand on the audit trail', async () => {
    const auditor = await api.login('auditor')
    await fetchDossier(auditor)
    await api.ask(auditor, '{ answer(question: "words that only some may read") { more } }')
    const rows = await api.database.query<{ action: string; target: string | null }>(
      `SELECT action, target_id AS target FROM record_audit_event
       WHERE action IN ('dossier.made', 'question.asked') AND actor_role = 'auditor' AND outcome = 'done'`,
    )
    expect(rows).toContainEqual({ action: 'dossier.made', target: judged.verdictId })
    expect(rows).toContainEqual({ action: 'question.asked', target: null })
  })
})

describe('a question', () => {
  const ask = async (role: string, question: string) => {
    const query = `query ($question: String!) { answer(question: $question) {
      candidates { reason verdict { id } policyVersion { policy commit } } } }`
    const { data, errors } = await api.ask(await api.login(role), query, { question })
    expect(errors).toBeUndefined()
    const { candidates } = data?.['answer'] as {
      candidates: {
        reason: string
        verdict: { id: string } | null
        policyVersion: { policy: string; commit: string } | null
      }[]
    }
    return candidates
  }

  test.each([
    ['the verdict', () => judged.verdictId],
    ['the content item', () => judged.contentItemId],
    ['an action', () => judged.actionId],
    ['a decision', () => judged.decisionId],
  ])('by the id of %s leads to the verdict', async (_, id) => {
    const [first, ...rest] = await ask('auditor', id())
    expect(first?.verdict?.id).toBe(judged.verdictId)
    expect(rest).toEqual([])
  })

  test('by the number of a case leads to its verdict', async () => {
    const [row] = await api.database.query<{ number: number }>('SELECT number FROM review_case')
    const [first] = await ask('auditor', `#${row?.number}`)
    expect(first).toMatchObject({
      reason: `case #${row?.number}`,
      verdict: { id: judged.verdictId },
    })
  })

  test('of a policy on a day tells the text in force and what was judged', async () => {
    const today = new Date().toISOString().slice(0, 10)
    const found = await ask('auditor', `spam on ${today}`)
    expect(found[0]).toMatchObject({
      reason: 'the text in force then',
      policyVersion: { policy: 'spam', commit },
    })
    expect(found.map(({ verdict }) => verdict?.id)).toContain(judged.verdictId)
  })

  test('by a commit tells the version and what was judged under it', async () => {
    const found = await ask('auditor', commit)
    expect(found.some(({ policyVersion }) => policyVersion?.policy === 'spam')).toBe(true)
  })

  test('by words finds nothing for who may not read them', async () => {
    const indexed = `UPDATE payload_content_item SET search = to_tsvector('simple', $1) WHERE content_item_id = $2::uuid`
    await api.database.query(indexed, [words, judged.contentItemId])
    const [first] = await ask('auditor', 'only some may read')
    expect(first).toMatchObject({
      reason: 'these very words in the content',
      verdict: { id: judged.verdictId },
    })
    expect(await ask('admin', 'only some may read')).toEqual([])
    expect(await ask('reviewer', judged.verdictId)).toEqual([])
  })
})

describe('an evidence package', () => {
  const make = `mutation ($input: MakeEvidencePackageInput!) { makeEvidencePackage(input: $input) {
    __typename ... on ExportJob { kind words } ... on Refusal { code } } }`
  const input = () => ({ verdictId: judged.verdictId, purpose: 'a request of the regulator' })

  test.each(['admin', 'senior-reviewer', 'data-steward', 'policy-author'])(
    'is not for %s',
    async (role) => {
      const { data, errors } = await api.ask(await api.login(role), make, { input: input() })
      const code =
        (data?.['makeEvidencePackage'] as { code?: string } | null)?.code ??
        errors?.[0]?.extensions?.['code']
      expect(code).toBe('FORBIDDEN')
    },
  )

  test('is for the auditor, with the words they may read', async () => {
    const { data } = await api.ask(await api.login('auditor'), make, { input: input() })
    expect(data?.['makeEvidencePackage']).toMatchObject({
      ...{ __typename: 'ExportJob', kind: 'EVIDENCE_PACKAGE', words: ['CONTENT', 'TRACE'] },
    })
    const byKey = await api.ask(bearer(api.keys.service), make, { input: input() })
    expect(JSON.stringify(byKey)).toContain('FORBIDDEN')
  })

  test.each([
    ['of nothing', {}, 'SCOPE_INVALID'],
    ['of two things', { caseId: 'x', filter: {} }, 'SCOPE_INVALID'],
    ['without a purpose', { purpose: ' ' }, 'PURPOSE_INVALID'],
    [
      'of a verdict that is not there',
      { verdictId: '00000000-0000-7000-8000-000000000000' },
      'SCOPE_EMPTY',
    ],
  ])('%s is refused', async (what, over, code) => {
    const base = what === 'of nothing' ? { purpose: 'x' } : input()
    const variables = { input: { ...base, ...over } }
    const { data } = await api.ask(await api.login('auditor'), make, variables)
    expect(data?.['makeEvidencePackage']).toEqual({ __typename: 'Refusal', code })
  })
})
