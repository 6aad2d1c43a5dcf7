import 'reflect-metadata'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppealModule } from '@assize/appeal/nest'
import { JudgingModule } from '@assize/classification/nest'
import { DatasetModule } from '@assize/dataset/nest'
import { EnforcementModule } from '@assize/enforcement/nest'
import { EvaluationModule } from '@assize/evaluation/nest'
import { EventsModule } from '@assize/events/nest'
import {
  IdentityModule,
  seedIdentities,
  type SeedCredentials,
  type SeedPeople,
} from '@assize/identity/nest'
import { DomainError } from '@assize/kernel'
import { Config, Database, PinoLogger } from '@assize/platform'
import { PlatformModule } from '@assize/platform/nest'
import { ReasoningAuditModule } from '@assize/reasoning-audit/nest'
import { ReviewModule } from '@assize/review/nest'
import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { appealActions } from './seed/appeals.js'
import { workOnCases } from './seed/cases.js'
import { buildDemoDataset } from './seed/dataset.js'
import { submitItems, untilJudged } from './seed/items.js'
import { publishPolicies } from './seed/policies.js'
import { workOnPolicies } from './seed/policy-work.js'
import { demoFile, type SeedSite } from './seed/seed-site.js'

/**
 * Fills a first installation: people and keys from `credentials.json`, the shipped policies, and with ASSIZE_SEED=demo
 * whatever fills the pages, made the way people and platforms make it. Run again, it skips what it finds done. One line
 * a step.
 */
@Module({})
class SeedModule {}

const closingMs = 10_000

try {
  const config = Config.read(process.env)
  const rooms = [
    EventsModule,
    IdentityModule,
    JudgingModule,
    ReasoningAuditModule,
    EnforcementModule,
    ReviewModule,
    AppealModule,
    DatasetModule,
    EvaluationModule,
  ]
  const app = await NestFactory.createApplicationContext(
    { module: SeedModule, imports: [PlatformModule.forRoot(config), ...rooms] },
    { abortOnError: false, logger: new PinoLogger('warn', 'seed') },
  )
  const read = readFileSync(join(config.dataDir, 'credentials.json'), 'utf8')
  await seed({
    app,
    database: app.get(Database),
    credentials: JSON.parse(read) as SeedCredentials,
    say: (line) => process.stdout.write(`${line}\n`),
  })
  // A call to a model that does not answer ends with this process; its job is taken up by the worker.
  await Promise.race([app.close(), sleep(closingMs)])
  process.exit(0)
} catch (error) {
  const { message, stack } = error as Error
  process.stderr.write(`assize seed: ${error instanceof DomainError ? message : stack}\n`)
  process.exit(1)
}

async function seed(site: SeedSite): Promise<void> {
  const people = JSON.parse(demoFile('people.json')) as SeedPeople
  await seedIdentities(site.database, site.credentials, people)
  site.say('people and keys admitted')
  await publishPolicies(site)
  if (process.env.ASSIZE_SEED === 'none') return
  const verdicts = await submitItems(site)
  await untilJudged(site, verdicts)
  await workOnCases(site, verdicts)
  await appealActions(site, verdicts)
  await buildDemoDataset(site)
  await workOnPolicies(site)
}
