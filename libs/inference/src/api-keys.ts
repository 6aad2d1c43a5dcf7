/** The secrets behind `apiKeyEnv`; looked up at each call, never stored. */
export abstract class ApiKeys {
  abstract find(variable: string): string | null
}
