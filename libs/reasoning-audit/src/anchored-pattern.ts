import { eachMatch } from '@assize/kernel'
import { wordSign } from './word-signs.js'
import type { SensedWords } from './words.js'

/**
 * A pattern whose every match begins with one of a few words: looked for where these stand, not at every sign of a text.
 * `source` must begin with a word boundary; `first` knows the words, in lower case, but for those that only lead.
 */
export class AnchoredPattern {
  private readonly sign: number
  private readonly led: Led | undefined
  private readonly here: RegExp
  private readonly anywhere: RegExp

  constructor(source: string, flags: string, first: RegExp | undefined, leading?: Leading) {
    this.sign = first ? wordSign(first) : 0
    this.led = leading && {
      sign: wordSign(leading.words),
      following: wordSign(leading.following),
      within: leading.within,
    }
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
    // A pattern takes the underscore for a letter, so that what are two words may be one to it.
    const led = text.includes('_') ? undefined : this.led
    const sign = led || !this.led ? this.sign : this.sign | this.led.sign
    let from = 0
    for (let word = 0; word < signs.length; word += 1) {
      const own = signs[word] as number
      if ((own & sign) === 0 && !(led && (own & led.sign) !== 0 && isLed(words, word, led)))
        continue
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

/** Frequent words that begin a match only where one of others stands at most so many words behind. */
interface Leading {
  readonly words: RegExp
  readonly following: RegExp
  readonly within: number
}

interface Led {
  readonly sign: number
  readonly following: number
  readonly within: number
}

function isLed({ signs, starts }: SensedWords, word: number, { following, within }: Led): boolean {
  let place = starts[word] as number
  let left = within
  for (let next = word + 1; next < signs.length; next += 1) {
    // Two words in one place are one in the text.
    if (starts[next] !== place && left-- === 0) return false
    place = starts[next] as number
    if (((signs[next] as number) & following) !== 0) return true
  }
  return false
}

/** Where the next part of a word begins, or its end. */
function afterApostrophe(text: string, from: number, end: number): number {
  for (let at = from; at < end; at += 1) if (text.charCodeAt(at) === 39) return at + 1
  return end
}
