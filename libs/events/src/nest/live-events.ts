import { EventEmitter, on } from 'node:events'
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common'
import { Database } from '@assize/platform'
import type pg from 'pg'
import { packNotices, parseNotice, type Notice } from '../notice.js'
import { noticeChannel } from './outbox.js'

/**
 * What other processes committed, heard through LISTEN. A dropped connection is made anew; notices sent in between
 * are lost, so nothing that must happen may depend on them (the relay polls, pages refetch on `reconnected`).
 */
@Injectable()
export class LiveEvents implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly emitter = new EventEmitter()
  private readonly logger = new Logger(LiveEvents.name)
  private client: pg.PoolClient | undefined
  private retry: NodeJS.Timeout | undefined
  private closing = false

  constructor(@Inject(Database) private readonly database: Database) {
    this.emitter.setMaxListeners(0)
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.connect()
  }

  onApplicationShutdown(): void {
    this.closing = true
    clearTimeout(this.retry)
    this.client?.release(true)
    this.client = undefined
  }

  /** Calls `listener` for each notice of `type` until the returned function is called. */
  subscribe(type: string, listener: (notice: Notice) => void): () => void {
    this.emitter.on(type, listener)
    return () => this.emitter.off(type, listener)
  }

  onAny(listener: (types: ReadonlySet<string>) => void): void {
    this.emitter.on('*', listener)
  }

  /** Notices of `type` as they come, for a GraphQL subscription; ends when the consumer stops reading. */
  async *stream(type: string, signal?: AbortSignal): AsyncGenerator<Notice> {
    for await (const [notice] of on(this.emitter, type, signal ? { signal } : {}))
      yield notice as Notice
  }

  /** Tells every process at once, with no row behind it: only for what is stale in seconds anyway. */
  async announce(notices: readonly Notice[]): Promise<void> {
    await this.database.query('SELECT pg_notify($1, notice) FROM unnest($2::text[]) AS notice', [
      noticeChannel,
      packNotices(notices),
    ])
  }

  private async connect(): Promise<void> {
    try {
      const client = await this.database.pool.connect()
      this.client = client
      client.on('notification', ({ payload }) => this.hear(payload ?? '[]'))
      client.on('error', () => this.reconnect(client))
      client.on('end', () => this.reconnect(client))
      await client.query(`LISTEN ${noticeChannel}`)
      this.emitter.emit('reconnected')
    } catch {
      this.reconnect(this.client)
    }
  }

  private reconnect(lost: pg.PoolClient | undefined): void {
    if (this.closing || this.client !== lost) return
    this.client = undefined
    lost?.removeAllListeners('notification')
    lost?.release(true)
    this.logger.warn('the live connection was lost and is made anew')
    this.retry = setTimeout(() => void this.connect(), 1000)
  }

  private hear(payload: string): void {
    const notices = parseNotice(payload)
    for (const notice of notices) this.emitter.emit(notice.type, notice)
    this.emitter.emit('*', new Set(notices.map(({ type }) => type)))
  }
}
