import { parseEndpoints } from '@assize/inference'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CliError } from '../cli-error.js'
import { dataDirectory, root } from '../places.js'

export type Seed = 'none' | 'demo'

interface Common {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** The JSON array of ASSIZE_ENDPOINTS, passed on as it is. */
  readonly endpoints: string | undefined
  /** A trace bundle to offer for import. */
  readonly traces: string | undefined
  /** The same, where somebody named it: the simulator then answers from it where it can. */
  readonly replay: string | undefined
  readonly secretsFile: string
}

/** Everything of ours, or somebody else's database with nothing of ours beside it. */
export type StartSettings =
  | (Common & { readonly mode: 'embedded'; readonly dataDir: string; readonly seed: Seed })
  | (Common & {
      readonly mode: 'external'
      readonly databaseUrl: string
      /** For migrations; the same unless told. */
      readonly ownerUrl: string
      /** Without it nothing is erased. */
      readonly eraserUrl: string | undefined
    })

/** Throws WRONG_USE naming the setting and what it expects. */
export function readStartSettings(env: NodeJS.ProcessEnv): StartSettings {
  const common = {
    host: env.HOST ?? '127.0.0.1',
    port: readPort(env.PORT),
    endpoints: readEndpoints(env.ASSIZE_ENDPOINTS),
    traces: findTraces(env.ASSIZE_TRACES),
    replay: env.ASSIZE_TRACES ? resolve(env.ASSIZE_TRACES) : undefined,
  }
  if (env.DATABASE_URL) {
    const databaseUrl = readDatabaseUrl('DATABASE_URL', env.DATABASE_URL)
    const { DATABASE_OWNER_URL: owner, DATABASE_ERASER_URL: eraser } = env
    return {
      ...{ ...common, mode: 'external', databaseUrl, secretsFile: readSecretsFile(env) },
      ownerUrl: owner ? readDatabaseUrl('DATABASE_OWNER_URL', owner) : databaseUrl,
      eraserUrl: eraser ? readDatabaseUrl('DATABASE_ERASER_URL', eraser) : undefined,
    }
  }
  const dataDir = dataDirectory(env)
  const secretsFile = env.ASSIZE_SECRETS_FILE ? readSecretsFile(env) : join(dataDir, 'secrets.json')
  return { ...common, mode: 'embedded', dataDir, secretsFile, seed: readSeed(env.ASSIZE_SEED) }
}

function readPort(text = '3000'): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw wrong('PORT', 'a number from 0 to 65535', text)
}

function readSeed(text = 'demo'): Seed {
  if (text === 'none' || text === 'demo') return text
  throw wrong('ASSIZE_SEED', 'none or demo', text)
}

function readDatabaseUrl(name: string, text: string): string {
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text
  // The value holds a password and is not repeated.
  throw new CliError('WRONG_USE', `${name}: expected postgresql://user:password@host/database`)
}

function readEndpoints(text: string | undefined): string | undefined {
  if (!text) return undefined
  try {
    parseEndpoints(text)
    return text
  } catch (error) {
    throw new CliError('WRONG_USE', (error as Error).message, {}, { cause: error })
  }
}

const secretsExample =
  '{"contentHmacKey": "<32 or more random characters>", "logKeys": [{"seed": "<32 random bytes in base64>"}]}'

/** The log is never started unsigned: both kinds of key have to be there. */
function readSecretsFile(env: NodeJS.ProcessEnv): string {
  const file = env.ASSIZE_SECRETS_FILE
  if (!file) {
    throw new CliError(
      'WRONG_USE',
      `ASSIZE_SECRETS_FILE: with DATABASE_URL set, expected a JSON file with ${secretsExample}`,
    )
  }
  const missing = missingSecret(file)
  if (missing === null) return file
  throw new CliError(
    'WRONG_USE',
    `ASSIZE_SECRETS_FILE: expected a JSON file with ${secretsExample}, saw ${file} ${missing}`,
  )
}

function missingSecret(file: string): string | null {
  try {
    const { contentHmacKey, logKeys } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly contentHmacKey?: unknown
      readonly logKeys?: unknown
    }
    if (typeof contentHmacKey !== 'string' || contentHmacKey.length < 32)
      return 'without a contentHmacKey'
    if (!Array.isArray(logKeys) || logKeys.length === 0) return 'without logKeys'
    return logKeys.every(isLogKey) ? null : 'with logKeys that are no seeds of 32 bytes'
  } catch {
    return 'which cannot be read'
  }
}

const isLogKey = (key: unknown): boolean =>
  /^[A-Za-z0-9+/]{43}=$/.test(String((key as { readonly seed?: unknown } | null)?.seed))

function findTraces(given: string | undefined): string | undefined {
  if (given && !existsSync(given)) throw wrong('ASSIZE_TRACES', 'a trace bundle that exists', given)
  const bundle = given ? resolve(given) : join(root, '..', 'shared', 'traces')
  return given || existsSync(join(bundle, 'traces.jsonl')) ? bundle : undefined
}

const wrong = (name: string, expected: string, seen: string): CliError =>
  new CliError('WRONG_USE', `${name}: expected ${expected}, saw "${seen}"`)
