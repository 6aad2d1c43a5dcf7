import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  parse,
  specifiedRules,
  typeFromAST,
  validate,
  visit,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql'
import { rooms } from './app.module.js'
import { adminDocuments, type AdminDocument } from './fixtures/admin-documents.js'
import { recordJudged } from './fixtures/judged-content.js'
import { RunningApi, type Caller } from './fixtures/running-api.js'
import { houseSchema } from './graphql/house-schema.js'
import { complexityOf, limits, validationRules } from './graphql/limits.js'

const documents = adminDocuments()
const named = (name: string): AdminDocument => {
  const found = documents.find((document) => document.name === name)
  if (!found) throw new Error(`the admin has no operation ${name}`)
  return found
}

/** What an operation cannot do without; pages as large as the admin ever asks for. */
function variablesOf(schema: GraphQLSchema, source: string): Record<string, unknown> {
  const variables: Record<string, unknown> = {}
  visit(parse(source), {
    VariableDefinition({ variable: { name }, type }) {
      const known = typeFromAST(schema, type as never)
      if (name.value === 'first') variables['first'] = 100
      else if (isInputType(known) && isNonNullType(known)) variables[name.value] = valueOf(known)
    },
  })
  return variables
}

const scalars: Record<string, unknown> = {
  Int: 1,
  Float: 1,
  Boolean: true,
  DateTime: '2026-05-03T10:00:00Z',
}

function valueOf(type: GraphQLInputType): unknown {
  const bare = getNullableType(type)
  if (isListType(bare)) return []
  if (isEnumType(bare)) return bare.getValues()[0]?.name
  if (!isInputObjectType(bare)) return scalars[bare.name] ?? 'x'
  const required = Object.values(bare.getFields()).filter((field) => isNonNullType(field.type))
  return Object.fromEntries(required.map((field) => [field.name, valueOf(field.type)]))
}

describe('each operation of the admin', () => {
  let schema: GraphQLSchema
  beforeAll(async () => {
    schema = await houseSchema(rooms)
  })

  test('is found', () => expect(documents.length).toBeGreaterThan(30))

  test.each(documents)('$name is valid, and far within depth and cost', ({ source }) => {
    const rules = [...specifiedRules, ...validationRules({ introspection: false })]
    expect(validate(schema, parse(source), rules)).toEqual([])
    const complexity = complexityOf(schema, parse(source), variablesOf(schema, source))
    expect(complexity).toBeLessThan(limits.complexity / 2)
  })
})

describe('a page of many rows asks the database no more often than one of few', () => {
  let api: RunningApi
  const few = 2
  const many = 24
  let contentItemId: string
  const callers: Record<string, Caller> = {}

  beforeAll(async () => {
    api = await RunningApi.start()
    await api.publishPolicies()
    for (const role of ['senior-reviewer', 'appeals-specialist', 'auditor'])
      callers[role] = await api.login(role)
    const versions = await api.database.query<{ policy: string; commit: string }>(
      'SELECT policy, commit FROM record_policy_version',
    )
    const [{ id: decidedBy } = { id: '' }] = await api.database.query<{ id: string }>(
      'SELECT id FROM person LIMIT 1',
    )
    for (let i = 0; i < many; i++) {
      const { policy, commit } = versions[i % versions.length] ?? { policy: '', commit: '' }
      const judging = { policy, policyCommit: commit, text: `item ${i}`, decidedBy }
      const judged = await recordJudged(api.database, judging)
      contentItemId = judged.contentItemId
      const input = { actionId: judged.actionId, statement: 'It was satire.' }
      const lodge = `mutation ($input: LodgeAppealInput!) { lodgeAppeal(input: $input) { __typename } }`
      await api.ask(callers['appeals-specialist'] ?? {}, lodge, { input })
    }
  })
  afterAll(() => api.close())

  test.each([
    ['Verdicts', 'auditor', 'verdicts'],
    ['Cases', 'senior-reviewer', 'cases'],
    ['Appeals', 'appeals-specialist', 'appeals'],
  ])('%s', async (name, role, field) => {
    const { source } = named(name)
    const ask = async (first: number) => {
      const answer = await api.ask(callers[role] ?? {}, source, { first })
      expect(answer.errors).toBeUndefined()
      const { edges } = answer.data?.[field] as { edges: readonly unknown[] }
      expect(edges).toHaveLength(first)
    }
    await ask(few)
    const forFew = await api.statementsDuring(() => ask(few))
    const forMany = await api.statementsDuring(() => ask(many))
    // The process listens and polls meanwhile.
    expect(forMany - forFew).toBeLessThan((many - few) / 2)
  })

  test('findings, with the verdict, item, policy version and case of each', async () => {
    const source = `query ($first: Int) { findings(first: $first) { edges { node { type evidence
      verdict { risk flagged policyVersion { title author inForce } case { number } decisions { id }
        action { kind } attempts { raw } contentItem { preview category verdicts { id } } } } } } }`
    const ask = async (first: number) => {
      const answer = await api.ask(callers['auditor'] ?? {}, source, { first })
      expect(answer.errors).toBeUndefined()
      expect((answer.data?.['findings'] as { edges: unknown[] }).edges).toHaveLength(first)
    }
    await ask(few)
    const forFew = await api.statementsDuring(() => ask(few))
    const forMany = await api.statementsDuring(() => ask(many))
    expect(forMany - forFew).toBeLessThan((many - few) / 2)
  })

  test('the policies, each with its figures', async () => {
    const { source } = named('PolicyCards')
    const ask = () => api.ask(callers['auditor'] ?? {}, source)
    expect((await ask()).errors).toBeUndefined()
    expect(await api.statementsDuring(ask)).toBeLessThan(15)
  })

  test('an item names its category only where it breaks a grave rule', async () => {
    const source = `{ verdicts(first: 1, filter: { contentItemId: "${contentItemId}" }) {
      edges { node { contentItem { category } } } } }`
    const { data } = await api.ask(callers['auditor'] ?? {}, source)
    expect(data?.['verdicts']).toEqual({ edges: [{ node: { contentItem: { category: null } } }] })
  })
})
