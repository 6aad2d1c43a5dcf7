/** A browser to start, and what it needs around it. */
export type Chromium = {
  readonly name: string
  readonly executablePath: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}
