/** What the failed tool printed, then one line that says which step it was. */
export function failLoudly(error) {
  if (error.output) process.stderr.write(`${error.output.trimEnd()}\n`)
  const message = error.name === 'StepFailed' ? error.message : (error.stack ?? error)
  process.stderr.write(`assize: ${message}\n`)
  process.exit(1)
}
