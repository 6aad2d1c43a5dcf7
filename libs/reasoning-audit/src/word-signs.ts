const classes: RegExp[] = []
/** As many as the bits of a small number. */
const mostClasses = 30

/**
 * A class of words, as a bit: whether a word belongs to it is told once for each word that is met, so that looking for
 * its words in a text takes no pattern. `pattern` is asked about one word in lower case, without apostrophes.
 */
export function wordSign(pattern: RegExp): number {
  if (classes.length === mostClasses) throw new RangeError(`more than ${mostClasses} word signs`)
  classes.push(pattern)
  return 1 << (classes.length - 1)
}

/** The bits of all classes to which a word belongs, or what stands between its apostrophes. */
export function signsOf(word: string): number {
  let signs = 0
  for (const part of word.split("'"))
    for (const [bit, pattern] of classes.entries()) if (pattern.test(part)) signs |= 1 << bit
  return signs
}

/** Of a word that may belong to any class. */
export const everySign = -1
