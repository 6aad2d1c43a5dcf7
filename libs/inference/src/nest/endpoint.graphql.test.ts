import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { APP_FILTER, APP_GUARD } from '@nestjs/core'
import { GraphQLModule } from '@nestjs/graphql'
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { Test } from '@nestjs/testing'
import { Clock, IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { LiveEvents } from '@assize/events/nest'
import type { Role } from '@assize/identity'
import { AuditedActs, Authenticator, PermitGuard } from '@assize/identity/nest'
import { DomainErrorFilter } from '@assize/platform/nest'
import { EndpointStore } from '../endpoint-store.js'
import { anEndpoint } from '../fakes/an-endpoint.js'
import { MemoryEndpointStore } from '../fakes/memory-endpoint-store.js'
import { EndpointResolver } from './endpoint.resolver.js'
import { EndpointService } from './endpoint.service.js'

describe('endpoints over GraphQL', () => {
  const store = new MemoryEndpointStore()
  let app: NestFastifyApplication

  beforeAll(async () => {
    const clock = new SystemClock()
    await store.takeOverSettings([
      anEndpoint({
        ...{ id: fromSettings, name: 'from settings' },
        ...{ baseUrl: 'http://kept.example/v1', apiKeyEnv: 'KEPT_KEY' },
      }),
    ])
    const testing = await Test.createTestingModule({
      imports: [
        GraphQLModule.forRoot<MercuriusDriverConfig>({
          driver: MercuriusDriver,
          autoSchemaFile: true,
          routes: false,
          fieldResolverEnhancers: ['guards', 'filters'],
        }),
      ],
      providers: [
        { provide: Clock, useValue: clock },
        { provide: IdSource, useValue: new IdSource(clock, new SystemRandomness()) },
        { provide: EndpointStore, useValue: store },
        { provide: LiveEvents, useValue: {} },
        { provide: Authenticator, useValue: {} },
        { provide: AuditedActs, useValue: { turnedAway: () => Promise.resolve() } },
        { provide: APP_GUARD, useClass: PermitGuard },
        { provide: APP_FILTER, useClass: DomainErrorFilter },
        EndpointService,
        EndpointResolver,
      ],
    }).compile()
    app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter())
    await app.init()
    await app.getHttpAdapter().getInstance().ready()
  })
  afterAll(() => app.close())

  async function ask(
    role: Role,
    query: string,
    variables: object = {},
  ): Promise<Record<string, unknown>> {
    const principal = { kind: 'person', id: role, name: role, roles: [role], scopes: null }
    const instance = app.getHttpAdapter().getInstance() as unknown as {
      graphql(
        source: string,
        context: object,
        variables: object,
      ): Promise<{ data: Record<string, unknown> }>
    }
    const context = { requestId: 'r1', principal, loaders: new Map() }
    return (await instance.graphql(query, context, variables)).data
  }

  const save = async (input: object, role: Role = 'admin'): Promise<Record<string, unknown>> => {
    const data = await ask(
      role,
      `mutation ($input: SaveEndpointInput!) {
         saveEndpoint(input: $input) {
           ... on Endpoint { id name kind baseUrl model maxInFlight onPremises origin state healthy reason simulated }
           ... on Refusal { code message }
         }
       }`,
      { input },
    )
    return data['saveEndpoint'] as Record<string, unknown>
  }
  const plain = { name: 'gpu', kind: 'VLLM', baseUrl: 'http://gpu:8000/v1', model: 'm' }

  test('an administrator adds one, changes it, and drains it', async () => {
    const added = await save(plain)
    expect(added).toMatchObject({
      ...plain,
      maxInFlight: 16,
      onPremises: true,
      origin: 'admin',
      state: 'ACTIVE',
      healthy: false,
      reason: 'no worker has looked yet',
      simulated: false,
    })
    const changed = await save({ ...plain, id: added['id'], maxInFlight: 4 })
    expect(changed).toMatchObject({ id: added['id'], maxInFlight: 4 })
    const { setEndpointState } = await ask(
      'admin',
      'mutation ($id: ID!) { setEndpointState(id: $id, state: DRAINING) { ... on Endpoint { state } } }',
      { id: added['id'] },
    )
    expect(setEndpointState).toEqual({ state: 'DRAINING' })
    expect((await save({ ...plain, id: added['id'] }))['state']).toBe('DRAINING')
  })

  test.each([
    [{ ...plain, name: 'from settings' }, 'ENDPOINT_NAME_TAKEN'],
    [{ ...plain, name: 'x', baseUrl: 'ftp://gpu' }, 'ENDPOINT_INVALID'],
    [{ ...plain, name: 'x', kind: 'GROQ' }, 'ENDPOINT_INVALID'],
    [{ ...plain, name: 'x', maxInFlight: 0 }, 'ENDPOINT_INVALID'],
    [{ ...plain, id: 'nobody' }, 'ENDPOINT_UNKNOWN'],
    [{ ...plain, id: '00000000-0000-4000-8000-000000000000' }, 'ENDPOINT_UNKNOWN'],
  ])('%j is refused with %s', async (input, code) => {
    expect(await save(input)).toMatchObject({ code })
  })

  test('an endpoint of the settings is changed in the settings', async () => {
    expect(await save({ ...plain, id: fromSettings })).toMatchObject({
      code: 'ENDPOINT_FROM_SETTINGS',
    })
  })

  test('staff who read figures see them; only an administrator changes them', async () => {
    const { endpoints } = await ask('auditor', '{ endpoints { name inFlight cachedShare seenAt } }')
    expect(endpoints).toContainEqual({
      name: 'from settings',
      inFlight: 0,
      cachedShare: null,
      seenAt: null,
    })
    expect(await save(plain, 'auditor')).toMatchObject({ code: 'FORBIDDEN' })
  })

  test('addresses and the names of keys are for those who manage and audit', async () => {
    const first = async (role: Role) =>
      ((await ask(role, '{ endpoints { name baseUrl apiKeyEnv } }'))['endpoints'] as object[])[0]
    const whole = {
      name: 'from settings',
      baseUrl: 'http://kept.example/v1',
      apiKeyEnv: 'KEPT_KEY',
    }
    for (const role of ['admin', 'auditor'] as const) expect(await first(role)).toEqual(whole)
    for (const role of ['reviewer', 'policy-author', 'service'] as const)
      expect(await first(role)).toEqual({ ...whole, baseUrl: null, apiKeyEnv: null })
  })
})

const fromSettings = '11111111-1111-8111-8111-111111111111'
