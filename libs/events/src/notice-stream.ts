import type { Notice } from './notice.js'

const ended: IteratorReturnResult<undefined> = { done: true, value: undefined }

/**
 * Notices from where they are heard to one who reads at his own pace. One who reads too slowly loses the oldest, as a
 * notice is only an address; a read that waits when the stream ends is answered at once.
 */
export class NoticeStream implements AsyncIterableIterator<Notice> {
  #unread: Notice[] = []
  #readers: ((result: IteratorResult<Notice>) => void)[] = []
  #open = true

  constructor(
    private readonly onEnd: () => void = () => undefined,
    private readonly most = 1000,
  ) {}

  push(notice: Notice): void {
    if (!this.#open) return
    const reader = this.#readers.shift()
    if (reader) return reader({ done: false, value: notice })
    this.#unread.push(notice)
    if (this.#unread.length > this.most) this.#unread.shift()
  }

  end(): void {
    if (!this.#open) return
    this.#open = false
    this.#unread = []
    for (const reader of this.#readers.splice(0)) reader(ended)
    this.onEnd()
  }

  next(): Promise<IteratorResult<Notice>> {
    const notice = this.#unread.shift()
    if (notice) return Promise.resolve({ done: false, value: notice })
    if (!this.#open) return Promise.resolve(ended)
    return new Promise((resolve) => this.#readers.push(resolve))
  }

  return(): Promise<IteratorResult<Notice>> {
    this.end()
    return Promise.resolve(ended)
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}
