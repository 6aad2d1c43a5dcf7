import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { PlatformError } from './platform-error.js'

const secrets = z.object({
  /** Keys the fingerprint of content, so that equal content is found without a guessable hash. */
  contentHmacKey: z.string().min(32),
  /** Ed25519 seeds the log is signed with, the one introduced first leading. Read anew by the signer, never kept. */
  logKeys: z.array(z.object({ seed: z.string().regex(/^[A-Za-z0-9+/]{43}=$/) })).optional(),
})

/** Whoever countersigns the log: their name, verifier key and the prefix of their address. */
const witnesses = z.array(
  z.object({
    name: z.string().min(1).max(100),
    vkey: z.string().min(1),
    url: z.url({ protocol: /^https?$/ }),
  }),
)

export type WitnessSetting = z.infer<typeof witnesses>[number]

export interface LogSettings {
  /** The name of the log in its checkpoints; one is made up at first use unless given. */
  readonly origin: string | undefined
  readonly read: 'public' | 'staff'
  readonly witnesses: readonly WitnessSetting[]
  /** The least time between two checkpoints while entries keep coming. */
  readonly checkpointMs: number
}

const settings = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** The login that may erase words; given to the worker alone. */
  DATABASE_ERASER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Told to whoever may not erase: whether somebody in this installation may. */
  ASSIZE_ERASURE: z.enum(['on', 'off']).optional(),
  ASSIZE_SECRETS_FILE: z.string().min(1),
  ASSIZE_MODE: z.enum(['embedded', 'external']).default('external'),
  ASSIZE_DATA_DIR: z.string().default('.data'),
  ASSIZE_ENDPOINTS: z.string().optional(),
  ASSIZE_TRACES: z.string().optional(),
  /** Directories, separated as in PATH, from which trace bundles may be imported. */
  ASSIZE_IMPORT_DIRS: z.string().default(''),
  ASSIZE_INTROSPECTION: z.enum(['on', 'off']).optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  NODE_ENV: z.string().default('production'),
  /** Addresses or networks, comma-separated, whose word about the caller's address is taken. */
  ASSIZE_TRUSTED_PROXIES: z.string().default(''),
  ASSIZE_LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/)
    .max(200)
    .optional(),
  ASSIZE_LOG_READ: z.enum(['public', 'staff']).optional(),
  ASSIZE_LOG_WITNESSES: z.string().default('[]'),
  ASSIZE_LOG_CHECKPOINT_MS: z.coerce.number().int().min(0).max(3_600_000).default(1000),
  /** How long made files are kept. */
  ASSIZE_EXPORT_DAYS: z.coerce.number().int().min(1).max(366).default(7),
  /** Share of a source's verdicts with an instruction to the judge, above which people are told. */
  ASSIZE_INJECTION_ALERT: z.coerce.number().min(0).max(1).default(0.05),
  /** After so many days with new decisions the risk is fitted to them by itself; 0 for on request alone. */
  ASSIZE_RISK_REFIT_DAYS: z.coerce.number().int().min(0).max(366).default(7),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

/** What a process was told from outside, checked. */
export class Config {
  private constructor(
    readonly databaseUrl: string,
    readonly mode: 'embedded' | 'external',
    readonly dataDir: string,
    readonly endpointsJson: string | undefined,
    readonly tracesPath: string | undefined,
    readonly host: string,
    readonly port: number,
    readonly introspection: boolean,
    readonly logLevel: string,
    readonly contentHmacKey: string,
    readonly trustedProxies: readonly string[],
    readonly importDirs: string,
    readonly secretsFile: string,
    readonly log: LogSettings,
    readonly eraserUrl: string | undefined,
    readonly canErase: boolean,
    readonly exportDays: number,
    readonly injectionAlert: number,
    readonly riskRefitDays: number,
  ) {}

  /** Throws `SETTING_INVALID` naming the settings, never their values. */
  static read(env: NodeJS.ProcessEnv): Config {
    const parsed = settings.safeParse(env)
    if (!parsed.success) throw invalid('settings', parsed.error)
    const s = parsed.data
    const kept = readSecrets(s.ASSIZE_SECRETS_FILE)
    return new Config(
      s.DATABASE_URL,
      s.ASSIZE_MODE,
      s.ASSIZE_DATA_DIR,
      s.ASSIZE_ENDPOINTS,
      s.ASSIZE_TRACES,
      s.HOST,
      s.PORT,
      s.ASSIZE_INTROSPECTION ? s.ASSIZE_INTROSPECTION === 'on' : s.NODE_ENV === 'development',
      s.LOG_LEVEL,
      kept.contentHmacKey,
      s.ASSIZE_TRUSTED_PROXIES.split(',')
        .map((proxy) => proxy.trim())
        .filter((proxy) => proxy !== ''),
      s.ASSIZE_IMPORT_DIRS,
      s.ASSIZE_SECRETS_FILE,
      {
        origin: s.ASSIZE_LOG_ORIGIN,
        read: s.ASSIZE_LOG_READ ?? (loopback.has(s.HOST) ? 'public' : 'staff'),
        witnesses: readWitnesses(s.ASSIZE_LOG_WITNESSES),
        checkpointMs: s.ASSIZE_LOG_CHECKPOINT_MS,
      },
      s.DATABASE_ERASER_URL,
      s.ASSIZE_ERASURE ? s.ASSIZE_ERASURE === 'on' : s.DATABASE_ERASER_URL !== undefined,
      s.ASSIZE_EXPORT_DAYS,
      s.ASSIZE_INJECTION_ALERT,
      s.ASSIZE_RISK_REFIT_DAYS,
    )
  }
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

function readWitnesses(text: string): readonly WitnessSetting[] {
  try {
    const parsed = witnesses.safeParse(JSON.parse(text))
    if (!parsed.success) throw invalid('ASSIZE_LOG_WITNESSES', parsed.error)
    return parsed.data
  } catch (cause) {
    if (cause instanceof PlatformError) throw cause
    const expected = 'expected ASSIZE_LOG_WITNESSES to be a JSON array of {name, vkey, url}'
    throw new PlatformError('SETTING_INVALID', expected, {}, { cause })
  }
}

function readSecrets(path: string): z.infer<typeof secrets> {
  try {
    const parsed = secrets.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    if (!parsed.success) throw invalid('ASSIZE_SECRETS_FILE', parsed.error)
    return parsed.data
  } catch (cause) {
    if (cause instanceof PlatformError) throw cause
    throw new PlatformError(
      'SETTING_INVALID',
      'expected ASSIZE_SECRETS_FILE to be a readable JSON file',
      {},
      { cause },
    )
  }
}

function invalid(where: string, error: z.ZodError): PlatformError {
  const names = error.issues.map(
    (issue) => `${issue.path.join('.') || where}: ${issue.message.toLowerCase()}`,
  )
  return new PlatformError('SETTING_INVALID', `settings refused: ${names.join('; ')}`, { names })
}
