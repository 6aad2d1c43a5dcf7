const methods: Readonly<Record<string, string>> = {
  SIMPLE: 'simple random',
  STRATIFIED: 'random within each policy and outcome',
}

/** How the rows were chosen. */
export const methodWords = (method: string): string => methods[method] ?? method
