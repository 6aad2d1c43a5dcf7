import { Authenticator } from '@assize/identity/nest'
import { Database, PinoLogger, type Config } from '@assize/platform'
import { LogFigures } from '@assize/tlog/nest'
import { NestFactory } from '@nestjs/core'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { AppModule } from './app.module.js'
import { serveGraphql } from './graphql/graphql-route.js'
import { socketOptions } from './graphql/graphql-socket.js'
import { validationRules } from './graphql/limits.js'
import { serveSocket } from './graphql/serve-socket.js'
import { builtAdmin, serveAdmin } from './http/admin-files.js'
import { ApiAdapter, createFastify } from './http/api-adapter.js'
import { serveHealth } from './http/health.js'
import { countTheLog } from './http/log-metrics.js'
import { serveMetrics } from './http/metrics.js'
import { setSecurityHeaders } from './http/security-headers.js'

export interface ApiOptions {
  /** Where the built admin lies. */
  readonly adminDirectory?: string
}

/** The API, ready to listen. Everything it serves besides the rooms' own controllers is listed here. */
export async function createApi(
  config: Config,
  { adminDirectory = builtAdmin }: ApiOptions = {},
): Promise<NestFastifyApplication> {
  const http = createFastify(config.trustedProxies)
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config),
    new ApiAdapter(http),
    { bodyParser: false, abortOnError: false, logger: new PinoLogger(config.logLevel, 'api') },
  )
  const authenticator = () => app.get(Authenticator)
  await setSecurityHeaders(http)
  serveMetrics(http)
  const logFigures = () => app.get(LogFigures, { strict: false })
  serveHealth(http, () => app.get(Database), logFigures)
  countTheLog(logFigures)
  serveGraphql(http, authenticator)
  const schema = () => http.graphql.schema
  serveSocket(http, socketOptions(schema, authenticator, validationRules(config)))
  await serveAdmin(http, adminDirectory)
  return app
}
