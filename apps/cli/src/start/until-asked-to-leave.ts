/**
 * Resolves at the first Ctrl-C or termination. A second Ctrl-C leaves at once: what it leaves behind
 * is cleared by the next start.
 */
export function untilAskedToLeave(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const heard = (): void => {
      if (asked) process.exit(130)
      asked = true
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, heard)
  })
}
