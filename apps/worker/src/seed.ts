import 'reflect-metadata'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  ClassificationModule,
  ClassificationService,
  type AskedItem,
} from '@assize/classification/nest'
import { EventsModule } from '@assize/events/nest'
import {
  IdentityModule,
  seedIdentities,
  type SeedCredentials,
  type SeedPeople,
} from '@assize/identity/nest'
import { DomainError, SystemClock } from '@assize/kernel'
import { Config, Database, PinoLogger } from '@assize/platform'
import { PlatformModule } from '@assize/platform/nest'
import { PolicyImport } from '@assize/policy/nest'
import { ReasoningAuditModule } from '@assize/reasoning-audit/nest'
import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'

/**
 * Fills a first installation: people and keys from `credentials.json`, the shipped policies, and with ASSIZE_SEED=demo
 * the demo items, submitted like any other content. Run again, it skips what it finds done. One line a step.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url))
const seedFolder = join(root, 'apps', 'cli', 'seed')

interface DemoItem {
  readonly externalId: string
  readonly policy: string
  readonly content?: string
  readonly messages?: readonly { role: string; content: string }[]
  readonly language?: string
  readonly region?: string
}

@Module({})
class SeedModule {}

try {
  const config = Config.read(process.env)
  const app = await NestFactory.createApplicationContext(
    {
      module: SeedModule,
      imports: [
        PlatformModule.forRoot(config),
        EventsModule,
        IdentityModule,
        ClassificationModule,
        ReasoningAuditModule,
      ],
    },
    { abortOnError: false, logger: new PinoLogger('warn', 'seed') },
  )
  const database = app.get(Database)
  const credentials = JSON.parse(
    readFileSync(join(config.dataDir, 'credentials.json'), 'utf8'),
  ) as SeedCredentials
  const people = JSON.parse(readFileSync(join(seedFolder, 'people.json'), 'utf8')) as SeedPeople
  await seedIdentities(database, credentials, people)
  process.stdout.write('people and keys admitted\n')
  await seedPolicies(app.get(PolicyImport, { strict: false }), database, credentials)
  process.stdout.write('policies published\n')
  if (process.env.ASSIZE_SEED !== 'none')
    await submitDemo(app.get(ClassificationService, { strict: false }), database)
  process.stdout.write('demo items submitted\n')
  await app.close()
} catch (error) {
  const { message, stack } = error as Error
  process.stderr.write(`assize seed: ${error instanceof DomainError ? message : stack}\n`)
  process.exit(1)
}

async function seedPolicies(
  policies: PolicyImport,
  database: Database,
  credentials: SeedCredentials,
): Promise<void> {
  const person = async (role: string) =>
    database.prisma.person.findUniqueOrThrow({
      where: { email: credentials.users[role]?.email ?? '' },
    })
  const [author, approver] = await Promise.all([person('policy-author'), person('policy-approver')])
  await policies.seedShippedPolicies(join(root, 'policies'), {
    author,
    approver,
    now: new SystemClock().now(),
  })
}

async function submitDemo(
  classification: ClassificationService,
  database: Database,
): Promise<void> {
  const service = await database.prisma.serviceAccount.findFirstOrThrow()
  const lines = readFileSync(join(seedFolder, 'items.jsonl'), 'utf8').trim().split('\n')
  const items = lines.map((line) => toItem(JSON.parse(line) as DemoItem))
  for (const result of await classification.submit(service.id, items))
    if (result instanceof DomainError) throw result
}

function toItem(item: DemoItem): AskedItem {
  return {
    content: item.messages ? { messages: item.messages } : { text: item.content ?? '' },
    policies: [{ policy: item.policy }],
    externalId: item.externalId,
    idempotencyKey: `demo-${item.externalId}`,
    language: item.language ?? null,
    region: item.region ?? null,
  }
}
