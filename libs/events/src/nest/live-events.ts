import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common'
import { Database, errorFields } from '@assize/platform'
import type pg from 'pg'
import { packNotices, parseNotice, type Notice } from '../notice.js'
import { NoticeStream } from '../notice-stream.js'
import { noticeChannel } from './outbox.js'

/**
 * What other processes committed, heard through LISTEN. A dropped connection is made anew; notices sent in between
 * are lost, so nothing that must happen may depend on them: the relay polls, and whoever waits looks again.
 */
@Injectable()
export class LiveEvents implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly listeners = new Map<string, Set<(notice: Notice) => void>>()
  private readonly watchers = new Set<(types: ReadonlySet<string>) => void>()
  private readonly logger = new Logger(LiveEvents.name)
  private client: pg.PoolClient | undefined
  private retry: NodeJS.Timeout | undefined
  private closing = false

  constructor(@Inject(Database) private readonly database: Database) {}

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
    const listeners = this.listeners.get(type) ?? new Set()
    this.listeners.set(type, listeners.add(listener))
    return () => {
      listeners.delete(listener)
    }
  }

  /** Calls `watcher` with the types of whatever was told together. */
  onAny(watcher: (types: ReadonlySet<string>) => void): void {
    this.watchers.add(watcher)
  }

  /** Notices of `type` as they come, for a GraphQL subscription; ends when the reader stops or the signal aborts. */
  stream(type: string, signal?: AbortSignal): AsyncIterableIterator<Notice> {
    const end = (): void => stream.end()
    const stream = new NoticeStream(() => {
      unsubscribe()
      signal?.removeEventListener('abort', end)
    })
    const unsubscribe = this.subscribe(type, (notice) => stream.push(notice))
    signal?.addEventListener('abort', end, { once: true })
    if (signal?.aborted) end()
    return stream
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
      if (this.closing) return client.release(true)
      this.client = client
      client.on('notification', ({ payload }) => this.hear(payload ?? '[]'))
      client.on('error', () => this.reconnect(client))
      client.on('end', () => this.reconnect(client))
      await client.query(`LISTEN ${noticeChannel}`)
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

  /** What cannot be read, or a listener that fails, is no reason to end the process or to keep it from the others. */
  private hear(payload: string): void {
    this.attempt(() => {
      const notices = parseNotice(payload)
      for (const notice of notices)
        for (const listener of [...(this.listeners.get(notice.type) ?? [])])
          this.attempt(() => listener(notice))
      const types = new Set(notices.map(({ type }) => type))
      for (const watcher of this.watchers) this.attempt(() => watcher(types))
    })
  }

  private attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.logger.error('a live notice was not taken', errorFields(error))
    }
  }
}
