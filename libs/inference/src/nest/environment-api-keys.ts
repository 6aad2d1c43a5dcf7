import { ApiKeys } from '../api-keys.js'

export class EnvironmentApiKeys extends ApiKeys {
  constructor(
    private readonly environment: Readonly<Record<string, string | undefined>> = process.env,
  ) {
    super()
  }

  find(variable: string): string | null {
    return this.environment[variable]?.trim() || null
  }
}
