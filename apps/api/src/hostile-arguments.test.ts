import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import {
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
} from 'graphql'
import { rooms } from './app.module.js'
import { houseSchema } from './graphql/house-schema.js'
import { RunningApi, type LoggedIn } from './fixtures/running-api.js'

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
const callers: LoggedIn[] = []
beforeAll(async () => {
  schema = await houseSchema(rooms)
  api = await RunningApi.start()
  for (const role of api.roles) callers.push(await api.login(role))
})
afterAll(() => api.close())

/** A value of the type that the schema accepts, with `text` wherever text may stand. */
function valueOf(type: GraphQLInputType, text: string): unknown {
  const bare = getNullableType(type)
  if (isListType(bare)) return [valueOf(bare.ofType, text)]
  if (isEnumType(bare)) return bare.getValues()[0]?.name
  if (isInputObjectType(bare))
    return Object.fromEntries(
      Object.values(bare.getFields()).map((field) => [field.name, valueOf(field.type, text)]),
    )
  const scalars: Readonly<Record<string, unknown>> = {
    Int: 1,
    Float: 0.5,
    Boolean: true,
    BigInt: '1',
    DateTime: '2026-05-03T10:00:00.000Z',
    JSON: { [text]: text },
  }
  return bare.name in scalars ? scalars[bare.name] : text
}

/** Leaves and, one level down, theirs: enough for the resolver to run and its answer to be read. */
function selectionOf(field: GraphQLField<unknown, unknown>): string {
  return isCompositeType(getNamedType(field.type)) ? '{ __typename }' : ''
}

function operationOn(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): string {
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')
  const [head, call] = declared ? [`(${declared})`, `(${passed})`] : ['', '']
  return `${kind} ${head} { ${field.name}${call} ${selectionOf(field)} }`
}

const variablesFor = (args: readonly GraphQLArgument[], text: string) =>
  Object.fromEntries(args.map((arg) => [arg.name, valueOf(arg.type, text)]))

test.each(['query', 'mutation'] as const)(
  'no %s fails unexpectedly, whatever text it is given by whom',
  async (kind) => {
    const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType()
    const failures: string[] = []
    for (const field of Object.values(type?.getFields() ?? {})) {
      for (const text of field.args.length > 0 ? hostile : ['']) {
        for (const caller of callers) {
          const variables = variablesFor(field.args, text)
          const answer = await api.ask(caller, operationOn(kind, field), variables)
          if (JSON.stringify(answer).includes('"INTERNAL"'))
            failures.push(`${field.name} given ${JSON.stringify(text.slice(0, 40))}`)
        }
      }
    }
    expect([...new Set(failures)]).toEqual([])
  },
  120_000,
)
