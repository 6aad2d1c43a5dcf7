/** What to undo when we leave, newest first: users of a thing stop before the thing. */
export class LastWill {
  private readonly clauses: { readonly name: string; readonly act: () => Promise<void> | void }[] =
    []
  private execution: Promise<void> | undefined

  /** Throws once the will is being executed: whoever is about to start something must not. */
  add(name: string, act: () => Promise<void> | void): void {
    if (this.execution) throw new Error('leaving already')
    this.clauses.push({ name, act })
  }

  /** Once only, however often it is asked for. A clause that fails does not keep back the others. */
  execute(onFailure: (line: string) => void): Promise<void> {
    return (this.execution ??= this.run(onFailure))
  }

  private async run(onFailure: (line: string) => void): Promise<void> {
    for (let clause = this.clauses.pop(); clause; clause = this.clauses.pop()) {
      try {
        await clause.act()
      } catch (error) {
        onFailure(`could not ${clause.name}: ${(error as Error).message}`)
      }
    }
  }
}
