import { findRunningDatabase } from '@assize/platform/embedded'
import type { Command } from 'commander'
import { text as readStream } from 'node:stream/consumers'
import { CliError } from '../cli-error.js'
import { dataDirectory } from '../places.js'
import { print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly email: string
  readonly name: string
}

export function adminCreateCommand(): Command {
  return verb('create', 'Make the first administrator. The password is read from standard input.')
    .requiredOption('--email <address>', 'what they log in with')
    .requiredOption('--name <name>', 'as others see them')
    .addHelpText(
      'after',
      '\nThe database is DATABASE_URL, else the running one of ASSIZE_DATA_DIR.\n' +
        'Example: printf \'%s\' "$PASSWORD" | npx assize admin create --email ada@example.org --name Ada',
    )
    .action(async ({ email, name, ...options }: Options) => {
      const url = process.env.DATABASE_URL ?? findRunningDatabase(dataDirectory(process.env))
      if (!url) {
        throw new CliError(
          'NOT_REACHABLE',
          'no database: set DATABASE_URL, or start the installation',
        )
      }
      if (process.stdin.isTTY) console.error('Password, then Enter and Ctrl-D:')
      const password = (await readStream(process.stdin)).replace(/\r?\n$/, '')
      // Loaded here alone: the other verbs need neither Prisma nor password hashing.
      const { Database } = await import('@assize/platform')
      const { createFirstAdministrator } = await import('@assize/identity/nest')
      const database = new Database({ url, maxConnections: 2 })
      const { id } = await createFirstAdministrator(database, { email, name, password }).finally(
        () => database.close(),
      )
      print(options, { id, email }, `${email} is administrator`)
    })
}
