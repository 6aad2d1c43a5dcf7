import { eachMatch } from '@assize/kernel'
import { wordSign } from './word-signs.js'
import type { SensedWords } from './words.js'

/**
 * A pattern whose every match begins with one of a few words: looked for where these stand, not at every sign of a text.
 * `source` must begin with a word boundary; `first` knows the words, in lower case.
 */
export class AnchoredPattern {
  private readonly sign: number
  private readonly here: RegExp
  private readonly anywhere: RegExp

  constructor(source: string, flags: string, first: RegExp) {
    this.sign = wordSign(first)
    this.here = new RegExp(source, `${flags}y`)
    this.anywhere = new RegExp(source, `${flags}g`)
  }

  /** In order, none over another; `words` are those of the text. */
  *matches(text: string, words: SensedWords): Generator<RegExpExecArray> {
    if (!words.isPlain) {
      yield* eachMatch(text, this.anywhere)
      return
    }
    const { signs, starts, ends } = words
    let from = 0
    for (let word = 0; word < signs.length; word += 1) {
      if (((signs[word] as number) & this.sign) === 0) continue
      const end = ends[word] as number
      for (let at = starts[word] as number; at < end; at = afterApostrophe(text, at, end)) {
        if (at < from) continue
        this.here.lastIndex = at
        const match = this.here.exec(text)
        if (!match) continue
        from = this.here.lastIndex
        yield match
      }
    }
  }
}

/** Where the next part of a word begins, or its end. */
function afterApostrophe(text: string, from: number, end: number): number {
  for (let at = from; at < end; at += 1) if (text.charCodeAt(at) === 39) return at + 1
  return end
}
