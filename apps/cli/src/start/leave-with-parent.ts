/**
 * Loaded into every child before its own code. The channel to the supervisor breaks when that is
 * killed; a worker or API left alone would go on beside those of the next start.
 */
const graceMs = 8_000

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), graceMs).unref()
  process.kill(process.pid, 'SIGTERM')
})
// Listening alone must not keep a child alive that has nothing more to do.
process.channel?.unref()
