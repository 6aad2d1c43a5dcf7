import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common'
import { Clock, IdSource, Randomness, SystemClock, SystemRandomness } from '@assize/kernel'
import { Config } from '../config.js'
import { Database } from '../database.js'
import { requireServable } from '../servable.js'

const restoring = Symbol('even restoring')

/** The adapters every room is given: settings, database, time, chance, ids. */
@Global()
@Module({})
export class PlatformModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(restoring) private readonly evenRestoring: boolean,
  ) {}

  /** `evenRestoring` is for the restore itself. */
  static forRoot(config: Config, { evenRestoring = false } = {}): DynamicModule {
    const clock = new SystemClock()
    const randomness = new SystemRandomness()
    const providers = [
      { provide: Config, useValue: config },
      { provide: Database, useFactory: () => new Database({ url: config.databaseUrl }) },
      { provide: restoring, useValue: evenRestoring },
      { provide: Clock, useValue: clock },
      { provide: Randomness, useValue: randomness },
      { provide: IdSource, useValue: new IdSource(clock, randomness) },
    ]
    return { module: PlatformModule, providers, exports: providers.map(({ provide }) => provide) }
  }

  /** No process serves a database that a restore left half done. */
  onModuleInit(): Promise<void> {
    return this.evenRestoring ? Promise.resolve() : requireServable(this.database)
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close()
  }
}
