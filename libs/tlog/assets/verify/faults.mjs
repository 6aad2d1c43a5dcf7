/** Something that does not hold. `where` is the file it was seen in. */
export class Fault extends Error {
  constructor(where, why) {
    super(why)
    this.where = where
  }
}

/** Signed, if at all, by nobody whose key was given. */
export class Unsigned extends Fault {}

export class WrongUse extends Error {}
