import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { requireSameOrigin } from '@assize/identity'
import type { FastifyInstance } from 'fastify'
import { handleProtocols, type ServerOptions } from 'graphql-ws'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'
import type { SocketExtra } from './graphql-socket.js'

const longestMessageBytes = 256 * 1024

/** Takes websockets at `/graphql` from our own pages and from programs, and says goodbye when the server stops. */
export function serveSocket(
  app: FastifyInstance,
  options: ServerOptions<Record<string, unknown>, SocketExtra>,
): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: longestMessageBytes,
    handleProtocols,
  })
  const server = useServer<Record<string, unknown>, SocketExtra>(
    { ...options, isProd: true },
    sockets,
  )
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const status = refusalOf(request)
    if (status) return void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
    sockets.handleUpgrade(request, socket, head, (accepted) =>
      sockets.emit('connection', accepted, request),
    )
  })
  app.addHook('preClose', async () => {
    await server.dispose()
  })
}

function refusalOf({ url, headers }: IncomingMessage): string | null {
  if (url?.split('?')[0] !== '/graphql') return '404 Not Found'
  try {
    requireSameOrigin(headers.origin, headers.host)
    return null
  } catch {
    return '403 Forbidden'
  }
}
