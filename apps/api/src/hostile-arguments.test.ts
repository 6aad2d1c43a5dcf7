import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql'
import { encodeCursor } from '@assize/platform'
import { rooms } from './app.module.js'
import { houseSchema } from './graphql/house-schema.js'
import { bearer, RunningApi, type Caller } from './fixtures/running-api.js'

const hostile = [
  '',
  '\u0000',
  "x'; DROP TABLE person; --",
  '../../../etc/passwd',
  '\ud800',
  '\u202e\u200b',
  'x'.repeat(10_000),
  '00000000-0000-7000-8000-000000000000',
  '__proto__',
  '%',
]

let api: RunningApi
let schema: GraphQLSchema
const callers: Caller[] = []
beforeAll(async () => {
  schema = await houseSchema(rooms)
  api = await RunningApi.start()
  await api.publishPolicies()
  for (const role of api.roles) callers.push(await api.login(role))
  callers.push(bearer(api.keys.service))
})
afterAll(() => api.close())

/**
 * Values of the type that the schema accepts, with `text` wherever text may stand: of an input object one with its
 * required fields and each single optional one, so that no fault hides behind another.
 */
function valuesOf(type: GraphQLInputType, text: string): readonly unknown[] {
  const bare = getNullableType(type)
  if (isListType(bare)) return valuesOf(bare.ofType, text).map((value) => [value])
  if (isEnumType(bare)) return [bare.getValues()[0]?.name]
  if (isInputObjectType(bare)) return combinations(Object.values(bare.getFields()), text)
  const scalars: Readonly<Record<string, readonly unknown[]>> = {
    Int: [1],
    Float: [0.5],
    Boolean: [true],
    BigInt: ['1'],
    DateTime: ['2026-05-03T10:00:00.000Z'],
    JSON: [{ [text]: text }],
  }
  // Once is enough for what is no text.
  const extremes = text === '' ? (extremesOf[bare.name] ?? []) : []
  return [...(scalars[bare.name] ?? [text]), ...extremes]
}

const extremesOf: Readonly<Record<string, readonly unknown[]>> = {
  Int: [0, -1, 2_147_483_647],
  Float: [-1, 1e308, 1e-308],
  BigInt: ['-1', '9'.repeat(40)],
  DateTime: ['nonsense', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-02-31', ''],
}

/** Text in the form of the cursors this server hands out. */
const cursorsWith = (text: string): readonly string[] =>
  [[text], [text, text], ['2026-05-03T10:00:00.000Z', text], ['0.5', text], ['1e999', text]].map(
    (keys) => encodeCursor(keys),
  )

const isCursor = (name: string): boolean => name === 'after' || name === 'before'

/** What leads further than to the first refusal, beside the one part that is hostile. */
const plausible: Readonly<Record<string, unknown>> = {
  ...{ policy: 'spam', name: 'spam', ref: 'v1', base: 'v1', head: 'v2' },
  content: { text: 'my first tomatoes of the year' },
  // Nobody judges here, so that nothing is waited for.
  deadlineMs: 0,
  policies: [{ policy: 'spam' }],
}

type Field = GraphQLInputField | GraphQLArgument

function combinations(fields: readonly Field[], text: string): readonly Record<string, unknown>[] {
  const valued = fields.map(({ name, type }) => ({
    ...{ name, type },
    values: [...valuesOf(type, text), ...(isCursor(name) ? cursorsWith(text) : [])],
  }))
  const required = Object.fromEntries(
    valued.flatMap(({ name, type, values }) =>
      isNonNullType(type) || name in plausible ? [[name, plausible[name] ?? values[0]]] : [],
    ),
  )
  // What holds no text is tried once, with the first.
  const each = valued
    .filter(({ type }) => text === '' || holdsText(type))
    .flatMap(({ name, values }) => values.map((value) => ({ ...required, [name]: value })))
  return each.length > 0 ? each : [{}]
}

function holdsText(type: GraphQLInputType): boolean {
  const bare = getNamedType(type)
  if (isEnumType(bare)) return false
  if (!isInputObjectType(bare)) return ['String', 'ID', 'JSON'].includes(bare.name)
  return Object.values(bare.getFields()).some((field) => holdsText(field.type))
}

/** Enough for the resolver to run, and for a refusal to be known by its code. */
function selectionOf(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type)
  if (isUnionType(type)) return '{ __typename ... on Refusal { code } }'
  return isCompositeType(type) ? '{ __typename }' : ''
}

function operationOn(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): string {
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')
  const [head, call] = declared ? [`(${declared})`, `(${passed})`] : ['', '']
  return `${kind} ${head} { ${field.name}${call} ${selectionOf(field)} }`
}

/** One of them, another each time: every one is asked for, and none for all. */
const inTurn = (all: readonly Caller[], turn: number): readonly Caller[] =>
  all.slice(turn % all.length).slice(0, 1)

test.each(['query', 'mutation'] as const)(
  'no %s fails unexpectedly, whatever text it is given by whom',
  async (kind) => {
    const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType()
    const failures: string[] = []
    for (const field of Object.values(type?.getFields() ?? {})) {
      let [admitted, turn]: [readonly Caller[], number] = [callers, 0]
      for (const text of field.args.length > 0 ? hostile : ['']) {
        for (const variables of combinations(field.args, text)) {
          const query = operationOn(kind, field)
          const asking = admitted === callers ? callers : inTurn(admitted, turn++)
          const asked = asking.map((caller) => api.ask(caller, query, variables))
          const answers = (await Promise.all(asked)).map((answer) => JSON.stringify(answer))
          if (answers.some((answer) => answer.includes('"INTERNAL"')))
            failures.push(`${field.name} given ${JSON.stringify(variables).slice(0, 200)}`)
          // Who may not ask at all is refused before anything reads what was given.
          if (admitted === callers)
            admitted = callers.filter((_, i) => !answers[i]?.includes('"FORBIDDEN"'))
        }
      }
    }
    expect([...new Set(failures)]).toEqual([])
  },
  300_000,
)
