/** The wall clock as a port; instants are UTC. */
export abstract class Clock {
  abstract now(): Date
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date()
  }
}
