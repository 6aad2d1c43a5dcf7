import { Global, Module, type Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { Outbox } from '@assize/events/nest'
import { Config } from '@assize/platform'
import { PlatformModule } from '@assize/platform/nest'
import { ErasingModule } from './erasing.module.js'
import { ErasureReplay, type Replayed } from './erasure-replay.js'

/** Writes events for whoever serves the database later; hands out none. */
@Global()
@Module({ providers: [Outbox], exports: [Outbox] })
class OutboxModule {}

@Module({})
class ReplayModule {}

export interface ReplayPlan {
  /** As the owner, who may become the eraser. */
  readonly url: string
  readonly secretsFile: string
  readonly dataDir: string
  readonly lines: AsyncIterable<string>
  /** What each room has to erase. */
  readonly rooms: readonly Type[]
}

/** Erases again what a journal says was erased, in a database that is not served yet. */
export async function replayErasures(plan: ReplayPlan): Promise<Replayed> {
  const config = Config.read({
    DATABASE_URL: plan.url,
    DATABASE_ERASER_URL: plan.url,
    ASSIZE_SECRETS_FILE: plan.secretsFile,
    ASSIZE_DATA_DIR: plan.dataDir,
  })
  const platform = PlatformModule.forRoot(config, { evenRestoring: true })
  const app = await NestFactory.createApplicationContext(
    { module: ReplayModule, imports: [platform, OutboxModule, ErasingModule, ...plan.rooms] },
    { abortOnError: false, logger: ['error'] },
  )
  try {
    return await app.get(ErasureReplay, { strict: false }).replay(plan.lines)
  } finally {
    await app.close()
  }
}
