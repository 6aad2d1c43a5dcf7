/** Lets so many do something at a time; the others wait in the order they came. */
export class Turns {
  private free: number
  private readonly line: (() => void)[] = []

  constructor(atOnce: number) {
    this.free = atOnce
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--
    else await new Promise<void>((resume) => this.line.push(resume))
    try {
      return await work()
    } finally {
      const next = this.line.shift()
      if (next) next()
      else this.free++
    }
  }
}
