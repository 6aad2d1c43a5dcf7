import 'reflect-metadata'
import { DomainError } from '@assize/kernel'
import { Config, PinoLogger } from '@assize/platform'
import { NestFactory } from '@nestjs/core'
import { WorkerModule } from './worker.module.js'

try {
  const config = Config.read(process.env)
  const logger = new PinoLogger(config.logLevel, 'worker')
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), {
    abortOnError: false,
    logger,
  })
  app.enableShutdownHooks(['SIGINT', 'SIGTERM'])
  logger.log('the worker takes jobs')
} catch (error) {
  const { message, stack } = error as Error
  process.stderr.write(`assize worker: ${error instanceof DomainError ? message : stack}\n`)
  process.exit(1)
}
