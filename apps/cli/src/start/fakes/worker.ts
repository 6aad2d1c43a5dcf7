/** Stands in for the worker: does nothing until it is told to stop. */
const work = setInterval(() => undefined, 1_000)
process.once('SIGTERM', () => clearInterval(work))
