/** As much of `ws` as is used here; the package carries no types. */
declare module 'ws' {
  import type { IncomingMessage } from 'node:http'
  import type { Duplex } from 'node:stream'

  export default class WebSocket {
    close(code?: number, reason?: string): void
    once(event: 'close', listener: () => void): this
  }

  export class WebSocketServer {
    readonly clients: Set<WebSocket>
    constructor(options: {
      noServer: true
      maxPayload: number
      handleProtocols: (protocols: Set<string>) => string | false
    })
    handleUpgrade(
      request: IncomingMessage,
      socket: Duplex,
      head: Buffer,
      done: (socket: WebSocket, request: IncomingMessage) => void,
    ): void
    emit(event: 'connection', socket: WebSocket, request: IncomingMessage): boolean
  }
}
