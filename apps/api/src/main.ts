import 'reflect-metadata'
import { DomainError } from '@assize/kernel'
import { Config } from '@assize/platform'
import { createApi } from './create-api.js'

try {
  const config = Config.read(process.env)
  const app = await createApi(config)
  app.enableShutdownHooks(['SIGINT', 'SIGTERM'])
  await app.listen({ port: config.port, host: config.host })
} catch (error) {
  const isExpected =
    error instanceof DomainError || (error as { code?: unknown }).code === 'EADDRINUSE'
  const { message, stack } = error as Error
  process.stderr.write(`assize api: ${isExpected ? message : stack}\n`)
  process.exit(1)
}
