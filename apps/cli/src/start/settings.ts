import { Help } from 'commander'

interface Setting {
  readonly name: string
  readonly means: string
  /** What holds where it is not set. */
  readonly otherwise: string
}

/** What an installation is told by its environment; the README's table names the same, with the same defaults. */
export const settings: readonly Setting[] = [
  {
    name: 'PORT',
    means: 'the port where the API listens; 0 takes a free one',
    otherwise: '3000',
  },
  { name: 'HOST', means: 'the address where the API listens', otherwise: '127.0.0.1' },
  { name: 'ASSIZE_DATA_DIR', means: 'where everything is kept', otherwise: '.data' },
  {
    name: 'ASSIZE_SEED',
    means: 'demo or none, heeded by the first start only',
    otherwise: 'demo',
  },
  {
    name: 'ASSIZE_ENDPOINTS',
    means: 'the models, as a JSON array of {name, kind, baseUrl, model, …}',
    otherwise: 'a simulator',
  },
  {
    name: 'ASSIZE_TRACES',
    means: 'a trace bundle, offered for import and replayed by the simulator',
    otherwise: 'none',
  },
  {
    name: 'ASSIZE_IMPORT_DIRS',
    means: 'directories, separated as in PATH, from which bundles are imported',
    otherwise: 'any, while embedded and on loopback',
  },
  {
    name: 'DATABASE_URL',
    means:
      'your own PostgreSQL, as a login that is only a member of assize_app: nothing embedded, no seed, no simulator',
    otherwise: 'the embedded one',
  },
  {
    name: 'DATABASE_OWNER_URL',
    means: 'the same as the owner of its tables, for migrations',
    otherwise: 'DATABASE_URL',
  },
  {
    name: 'DATABASE_ERASER_URL',
    means: 'the same as a login that is only a member of assize_eraser, for the worker',
    otherwise: 'nothing can be erased',
  },
  {
    name: 'ASSIZE_SECRETS_FILE',
    means:
      'a JSON file {"contentHmacKey": "<32 or more random characters>", "logKeys": [{"seed": "<32 random bytes in base64>"}]}; the log is signed with all of them; needed with DATABASE_URL',
    otherwise: 'made in .data',
  },
  {
    name: 'ASSIZE_EXPORT_DAYS',
    means: 'how many days files of the record are kept, 1 to 366; manifests stay',
    otherwise: '7',
  },
  {
    name: 'ASSIZE_LOG_ORIGIN',
    means: "the log's name in its checkpoints, as log.example.org/verdicts, fixed at first use",
    otherwise: 'made up',
  },
  {
    name: 'ASSIZE_LOG_READ',
    means: 'public or staff: who reads /log',
    otherwise: 'public on loopback, else staff',
  },
  {
    name: 'ASSIZE_LOG_WITNESSES',
    means: 'JSON array of {name, vkey, url}, who sign what they have seen of the log',
    otherwise: 'nobody',
  },
  {
    name: 'ASSIZE_LOG_CHECKPOINT_MS',
    means: 'how long to wait at least between two signed checkpoints',
    otherwise: '1000',
  },
  {
    name: 'ASSIZE_ERASURE',
    means:
      'on tells an API without DATABASE_ERASER_URL that its worker has one; told by start itself',
    otherwise: 'on where the URL is set',
  },
  {
    name: 'ASSIZE_INJECTION_ALERT',
    means:
      'the share of a source whose content tries to instruct the model from which people are told, 0 to 1',
    otherwise: '0.05',
  },
  {
    name: 'ASSIZE_RISK_REFIT_DAYS',
    means:
      'after how many days with new decisions the risk is fitted to them by itself, 0 to 366; 0 for on request alone',
    otherwise: '7',
  },
  {
    name: 'ASSIZE_TRUSTED_PROXIES',
    means: "addresses, separated by commas, whose word about the caller's address is taken",
    otherwise: 'none',
  },
  {
    name: 'ASSIZE_INTROSPECTION',
    means: 'on lets everybody read the GraphQL schema',
    otherwise: 'off',
  },
  { name: 'LOG_LEVEL', means: 'silent, error, warn, info or debug', otherwise: 'info' },
]

/** For a terminal of 100 columns. */
export function settingsHelp(): string {
  const helper = new Help()
  helper.helpWidth = 100
  const width = Math.max(...settings.map(({ name }) => name.length))
  const items = settings.map(({ name, means, otherwise }) =>
    helper.formatItem(name, width, `${means} (${otherwise})`, helper),
  )
  return [
    '',
    'Settings come from the environment (in brackets what holds otherwise):',
    ...items,
  ].join('\n')
}
