/**
 * The matches of a global pattern one after the other, as `text.matchAll(pattern)` gives them. The platform makes the
 * pattern anew for every text, which costs more than looking through a short one; this one is used as it stands. With
 * `since` those that begin before it are passed over.
 */
export function* eachMatch(text: string, pattern: RegExp, since = 0): Generator<RegExpExecArray> {
  for (let from = since; from <= text.length;) {
    pattern.lastIndex = from
    const match = pattern.exec(text)
    const { lastIndex } = pattern
    // Left as it was found: whoever takes a match may use the same pattern on another text.
    pattern.lastIndex = 0
    if (!match) return
    from = lastIndex > match.index ? lastIndex : lastIndex + widthAt(text, lastIndex, pattern)
    yield match
  }
}

/** An empty match must not be found again, nor half a sign behind it where a pattern reads whole ones. */
const widthAt = (text: string, at: number, { unicode }: RegExp): number =>
  unicode && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
