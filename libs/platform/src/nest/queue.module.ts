import { BullModule } from '@nestjs/bullmq'
import { Module, type DynamicModule } from '@nestjs/common'
import { createPostgresBackend, setDefaultBackendFactory, type ConnectionOptions } from 'bullmq'
import { Database } from '../database.js'

/** The job queue on PostgreSQL, over the process's own pool. Its tables are made by the migrations' runner. */
@Module({})
export class QueueModule {
  static forRoot(): DynamicModule {
    setDefaultBackendFactory(createPostgresBackend)
    return {
      module: QueueModule,
      imports: [
        BullModule.forRootAsync({
          inject: [Database],
          // Typed for Redis only; the backend set above takes the pool.
          useFactory: (database: Database) => ({
            connection: database.pool as unknown as ConnectionOptions,
            defaultJobOptions: {
              // Keeping the newest of them would be sorted out anew at every completion, a third of
              // the database's work; what a job did stands in rows of its own.
              removeOnComplete: true,
              removeOnFail: { age: 86_400 },
            },
          }),
        }),
      ],
      exports: [BullModule],
    }
  }
}
