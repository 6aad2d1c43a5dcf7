import cliProgress from 'cli-progress'

/** A bar on a terminal, silence in a pipe. */
export class ProgressBar {
  private readonly bar: cliProgress.SingleBar | undefined

  constructor(what: string, to: NodeJS.WriteStream = process.stderr) {
    if (!to.isTTY) return
    this.bar = new cliProgress.SingleBar({
      stream: to,
      format: `  ${what} {bar} {value} of {total}, {eta_formatted} left`,
      clearOnComplete: true,
      hideCursor: true,
      barsize: 30,
    })
  }

  /** A total of 0 is one that is not known yet. */
  update(done: number, total: number): void {
    if (!this.bar) return
    if (!this.bar.isActive) this.bar.start(Math.max(total, 1), done)
    this.bar.setTotal(Math.max(total, 1))
    this.bar.update(done)
  }

  stop(): void {
    this.bar?.stop()
  }
}
