/** Prints each step with its time; on a terminal the running step shows as it goes. */
export class Progress {
  constructor(private readonly to: NodeJS.WriteStream = process.stderr) {}

  async step<T>(name: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T> {
    const startMs = performance.now()
    this.passing(`  … ${name}`)
    try {
      const result = await work((text) => this.passing(`  … ${name}: ${text}`))
      this.line(`  ✓ ${name} ${((performance.now() - startMs) / 1000).toFixed(1)} s`)
      return result
    } catch (error) {
      this.line(`  ✗ ${name}`)
      throw error
    }
  }

  line(text: string): void {
    this.to.write(this.to.isTTY ? `\r\x1b[K${text}\n` : `${text}\n`)
  }

  /** Overwritten by what comes next; nothing in a pipe. */
  private passing(text: string): void {
    if (this.to.isTTY) this.to.write(`\r\x1b[K${text.slice(0, this.to.columns - 1)}`)
  }
}
