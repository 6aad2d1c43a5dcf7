import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common'
import { Config, Database } from '@assize/platform'
import { CustodyError } from '../custody-error.js'

/** The connection of the login that may erase: opened at first use, by the process that was given its address. */
@Injectable()
export class EraserDatabase implements OnApplicationShutdown {
  private opened: Database | undefined

  constructor(@Inject(Config) private readonly config: Config) {}

  get isAvailable(): boolean {
    return this.config.eraserUrl !== undefined
  }

  /** Throws `ERASURE_UNAVAILABLE`. */
  open(): Database {
    const { eraserUrl: url } = this.config
    if (url === undefined) throw erasureUnavailable()
    this.opened ??= new Database({ url, role: 'assize_eraser', maxConnections: 2 })
    return this.opened
  }

  async onApplicationShutdown(): Promise<void> {
    await this.opened?.close()
  }
}

export const erasureUnavailable = (): CustodyError =>
  new CustodyError(
    'ERASURE_UNAVAILABLE',
    'expected a login that may erase words: set DATABASE_ERASER_URL for the worker',
  )
