/** Prints each step with its time; on a terminal the running step shows as it goes. */
export function consoleProgress(to = process.stderr) {
  const line = (text, end) => to.write(to.isTTY ? `\r\x1b[K${text}${end}` : end ? text + end : '')
  return {
    started: (step) => line(`  … ${step}`, ''),
    waiting: (step, pid) =>
      line(`  … ${step}: waiting for process ${pid}, which is building`, '\n'),
    done: (step, ms) => line(`  ✓ ${step} ${(ms / 1000).toFixed(1)} s`, '\n'),
    failed: (step) => line(`  ✗ ${step}`, '\n'),
  }
}

export const silentProgress = { started() {}, waiting() {}, done() {}, failed() {} }
