import { createServer } from 'node:net'
import { CliError } from '../cli-error.js'

/** The port the API will listen on, free at this moment; 0 becomes one the system chooses. */
export function listeningPort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(host, port, error)))
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address()
      const given = typeof address === 'object' && address ? address.port : port
      server.close(() => resolve(given))
    })
  })
}

function refusal(host: string, port: number, error: NodeJS.ErrnoException): CliError {
  switch (error.code) {
    case 'EADDRINUSE':
      return new CliError(
        'NOT_DONE',
        `port ${port} is in use by another program: stop it, or set PORT to another port`,
      )
    case 'EACCES':
      return new CliError(
        'NOT_DONE',
        `port ${port} is reserved for root: set PORT to 1024 or above`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CliError('WRONG_USE', `HOST: this machine has no address ${host}`)
    default:
      return new CliError('NOT_DONE', `port ${port} on ${host} cannot be used: ${error.message}`)
  }
}
