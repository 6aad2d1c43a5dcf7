import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { bearer, RunningApi, type Caller, type GraphqlAnswer } from './fixtures/running-api.js'

let api: RunningApi
let service: Caller
beforeAll(async () => {
  api = await RunningApi.start()
  await api.publishPolicies()
  service = bearer(api.keys.service)
})
afterAll(() => api.close())

const refusal = '... on Refusal { code message requestId facts }'
const classify = `mutation ($input: ClassifyInput!) { classify(input: $input) {
  __typename ... on PendingClassification { id } ${refusal} } }`
const submit = `mutation ($input: SubmitContentInput!) { submitContent(input: $input) {
  __typename ${refusal}
  ... on Submission { accepted items { index repeated classificationIds refusal { code message } } } } }`

interface Refused {
  readonly __typename: string
  readonly code: string
  readonly message: string
  readonly requestId: string
}

interface Submitted extends Refused {
  readonly accepted: number
  readonly items: readonly {
    readonly repeated: boolean
    readonly classificationIds: readonly string[]
    readonly refusal: { readonly code: string; readonly message: string } | null
  }[]
}

const asked = (over: object = {}) => ({
  ...{ content: { text: 'my first tomatoes of the year' }, policies: [{ policy: 'spam' }] },
  ...over,
})
const turns = (count: number, content: string) => ({
  messages: Array.from({ length: count }, (_, i) => ({
    ...{ role: i % 2 === 0 ? 'user' : 'assistant', content },
  })),
})

/** Everything that taking an item in writes to. */
const tables = [
  'record_content_item',
  'payload_content_item',
  'classification',
  'submission',
  'outbox',
]
async function rows(): Promise<object> {
  const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`)
  return (await api.database.query(`SELECT ${counts.join(', ')}`))[0] ?? {}
}

const answerOf = <T>(answer: GraphqlAnswer, field: string): T => {
  expect(answer.errors).toBeUndefined()
  return answer.data?.[field] as T
}

/** Readable: says what was expected, in a line, without a word of what was sent. */
const readable = /^[a-z][^\n]{10,200}$/

// In less bytes than are refused for themselves.
const manyTokens = turns(40, 'a b c d e '.repeat(1_000))

const badItems: readonly (readonly [name: string, code: string, over: object])[] = [
  ['with empty text', 'CONTENT_EMPTY', { content: { text: '' } }],
  ['of white space', 'CONTENT_EMPTY', { content: { text: ' \n\t\u00a0' } }],
  ['of no turns', 'CONTENT_EMPTY', { content: { messages: [] } }],
  ['of empty turns', 'CONTENT_EMPTY', { content: turns(3, '') }],
  ['of nothing', 'CONTENT_AMBIGUOUS', { content: {} }],
  [
    'of text and turns',
    'CONTENT_AMBIGUOUS',
    { content: { text: 'a', messages: [{ role: 'user', content: 'a' }] } },
  ],
  ['of 1 MB', 'CONTENT_TOO_LARGE', { content: { text: 'x'.repeat(2 ** 20) } }],
  ['of 1 MB in one word', 'CONTENT_TOO_LONG', { content: { text: 'ж'.repeat(440_000) } }],
  ['of 200,000 tokens', 'CONTENT_TOO_LONG', { content: manyTokens }],
  ['of 1,001 turns', 'CONTENT_TOO_MANY_TURNS', { content: turns(1_001, 'a') }],
  ['with NUL', 'CONTENT_INVALID_TEXT', { content: { text: 'a\u0000b' } }],
  ['with half a surrogate pair', 'CONTENT_INVALID_TEXT', { content: { text: 'a\ud83db' } }],
  ['with NUL in its last turn', 'CONTENT_INVALID_TEXT', { content: turns(2, 'a\u0000') }],
  [
    'with a role that is none',
    'CONTENT_UNKNOWN_ROLE',
    { content: { messages: [{ role: 'developer', content: 'a' }] } },
  ],
  ['judging a turn it has not', 'SUBJECT_OUT_OF_RANGE', { subject: { message: 1 } }],
  ['judging a turn before its first', 'SUBJECT_OUT_OF_RANGE', { subject: { message: -1 } }],
  ['under no policy', 'NO_POLICY_NAMED', { policies: [] }],
  ['under an unknown policy', 'POLICY_UNKNOWN', { policies: [{ policy: 'no-such-policy' }] }],
  ['under a policy of no name', 'POLICY_UNKNOWN', { policies: [{ policy: 'a\u0000' }] }],
  [
    'under an unknown version',
    'VERSION_UNKNOWN',
    { policies: [{ policy: 'spam', ref: 'f'.repeat(40) }] },
  ],
  [
    'under a version of no name',
    'VERSION_UNKNOWN',
    { policies: [{ policy: 'spam', ref: '\ud800' }] },
  ],
  [
    'under one known and one unknown policy',
    'POLICY_UNKNOWN',
    { policies: [{ policy: 'spam' }, { policy: 'no-such-policy' }] },
  ],
  [
    'under one policy twice',
    'POLICY_NAMED_TWICE',
    { policies: [{ policy: 'spam' }, { policy: 'spam' }] },
  ],
  [
    'under 17 policies',
    'TOO_MANY_POLICIES',
    { policies: Array.from({ length: 17 }, (_, i) => ({ policy: 'spam', ref: `v${i}` })) },
  ],
  ['with priority 10', 'PRIORITY_INVALID', { priority: 10 }],
  ['with priority -1', 'PRIORITY_INVALID', { priority: -1 }],
  ['with NUL in its external id', 'FIELD_INVALID', { externalId: 'a\u0000' }],
  ['with a surrogate in its region', 'FIELD_INVALID', { region: '\udc00' }],
  ['with a language of 201 letters', 'FIELD_INVALID', { language: 'x'.repeat(201) }],
  ['with two lines of external id', 'FIELD_INVALID', { externalId: 'a\nb' }],
  ['with an empty key', 'IDEMPOTENCY_KEY_INVALID', { idempotencyKey: ' ' }],
  ['with NUL in its key', 'IDEMPOTENCY_KEY_INVALID', { idempotencyKey: 'a\u0000' }],
  ['with a key of 201 letters', 'IDEMPOTENCY_KEY_INVALID', { idempotencyKey: 'k'.repeat(201) }],
]

describe('an item', () => {
  test.each(badItems)('%s is refused with %s and leaves nothing', async (_, code, over) => {
    const before = await rows()
    const alone = answerOf<Refused>(
      await api.ask(service, classify, { input: asked({ deadlineMs: 0, ...over }) }),
      'classify',
    )
    expect(alone).toMatchObject({
      ...{ __typename: 'Refusal', code },
      message: expect.stringMatching(readable) as unknown,
      requestId: expect.stringMatching(/./) as unknown,
    })
    const one = answerOf<Submitted>(
      await api.ask(service, submit, { input: { items: [asked(over)] } }),
      'submitContent',
    )
    expect(one).toMatchObject({ accepted: 0, items: [{ classificationIds: [] }] })
    expect(one.items[0]?.refusal).toEqual({ code, message: alone.message })
    expect(await rows()).toEqual(before)
  })

  test('that is refused holds up none of its neighbours, nor do they let it in', async () => {
    const items = [asked(), ...badItems.map(([, , over]) => asked(over)), asked()]
    const before = (await rows()) as Record<string, number>
    const { accepted, items: results } = answerOf<Submitted>(
      await api.ask(service, submit, { input: { items } }),
      'submitContent',
    )
    expect(accepted).toBe(2)
    expect(results.map((result) => result.refusal?.code ?? 'accepted')).toEqual([
      'accepted',
      ...badItems.map(([, code]) => code),
      'accepted',
    ])
    expect(await rows()).toMatchObject({
      record_content_item: (before['record_content_item'] ?? 0) + 2,
      payload_content_item: (before['payload_content_item'] ?? 0) + 2,
      classification: (before['classification'] ?? 0) + 2,
    })
  })

  test('whose key was used for another is refused, and the first stays as it was', async () => {
    const keyed = (over: object) => ({ input: asked({ deadlineMs: 0, ...over }) })
    const first = answerOf<{ id: string }>(
      await api.ask(service, classify, keyed({ idempotencyKey: 'once' })),
      'classify',
    )
    const before = await rows()
    for (const other of [
      { content: { text: 'another text' } },
      { policies: [{ policy: 'harassment' }] },
      { priority: 1 },
      { externalId: 'x' },
    ]) {
      const variables = keyed({ idempotencyKey: 'once', ...other })
      const answer = await api.ask(service, classify, variables)
      expect(answerOf<Refused>(answer, 'classify')).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
    }
    const again = await api.ask(service, classify, keyed({ idempotencyKey: 'once' }))
    expect(answerOf<{ id: string }>(again, 'classify').id).toBe(first.id)
    expect(await rows()).toEqual(before)
  })

  test('whose key comes twice in one call with two bodies is refused the second time', async () => {
    const before = (await rows()) as Record<string, number>
    const items = ['one', 'two'].map((text) => asked({ idempotencyKey: 'both', content: { text } }))
    const { items: results } = answerOf<Submitted>(
      await api.ask(service, submit, { input: { items } }),
      'submitContent',
    )
    expect(results.map((result) => result.refusal?.code ?? 'accepted')).toEqual([
      'accepted',
      'IDEMPOTENCY_CONFLICT',
    ])
    const after = (await rows()) as Record<string, number>
    expect(after['record_content_item']).toBe((before['record_content_item'] ?? 0) + 1)
  })
})

describe('a submission', () => {
  test.each([
    ['of no items', 'NO_ITEMS', 0],
    ['of 501 items', 'TOO_MANY_ITEMS', 501],
  ])('%s is refused as a whole with %s', async (_, code, count) => {
    const before = await rows()
    const items = Array.from({ length: count }, () => asked())
    const answer = await api.ask(service, submit, { input: { items } })
    expect(answerOf<Refused>(answer, 'submitContent')).toMatchObject({
      ...{ __typename: 'Refusal', code },
      message: expect.stringMatching(readable) as unknown,
    })
    expect(await rows()).toEqual(before)
  })

  test('of 500 items is accepted', async () => {
    const items = Array.from({ length: 500 }, () => asked())
    const answer = await api.ask(service, submit, { input: { items } })
    expect(answerOf<Submitted>(answer, 'submitContent').accepted).toBe(500)
  })

  test('in bytes that are not UTF-8 is refused and leaves nothing', async () => {
    const before = await rows()
    const [head = '', tail = ''] = JSON.stringify({
      query: classify,
      variables: { input: asked({ content: { text: 'HERE' } }) },
    }).split('HERE')
    for (const bytes of [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98]]) {
      const body = Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(tail)])
      const headers = { 'content-type': 'application/json', ...bearer(api.keys.service) }
      const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers, body })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'BODY_NOT_UTF8' } }],
      })
    }
    expect(await rows()).toEqual(before)
  })

  test.each([-1, 120_001])('with a deadline of %p ms is refused and leaves nothing', async (ms) => {
    const before = await rows()
    const answer = await api.ask(service, classify, { input: asked({ deadlineMs: ms }) })
    expect(answerOf<Refused>(answer, 'classify')).toMatchObject({ code: 'DEADLINE_INVALID' })
    expect(await rows()).toEqual(before)
  })

  test('of the wrong role is refused in its result and leaves nothing', async () => {
    const before = await rows()
    for (const role of api.roles) {
      const person = await api.login(role)
      const one = await api.ask(person, classify, { input: asked() })
      expect(answerOf<Refused>(one, 'classify')).toMatchObject({ code: 'FORBIDDEN' })
      const many = await api.ask(person, submit, { input: { items: [asked()] } })
      expect(answerOf<Refused>(many, 'submitContent')).toMatchObject({ code: 'FORBIDDEN' })
    }
    const auditor = await api.ask(bearer(api.keys.auditor), classify, { input: asked() })
    expect(answerOf<Refused>(auditor, 'classify')).toMatchObject({ code: 'FORBIDDEN' })
    expect(await rows()).toEqual(before)
  })

  test('of nobody is an error and leaves nothing', async () => {
    const before = await rows()
    const { data, errors } = await api.ask({}, classify, { input: asked() })
    expect(data).toBeNull()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(await rows()).toEqual(before)
  })
})

test('no refusal repeats what was sent', async () => {
  const secret = 'xyzzy-plugh'
  const inputs = [
    { content: { text: `${secret}\u0000` } },
    { content: { messages: [{ role: secret, content: secret }] } },
    { externalId: `${secret}\n` },
    { idempotencyKey: `${secret}\n` },
  ]
  for (const over of inputs) {
    const answer = await api.ask(service, classify, { input: asked(over) })
    expect(answerOf<Refused>(answer, 'classify').__typename).toBe('Refusal')
    expect(JSON.stringify(answer)).not.toContain(secret)
  }
})
