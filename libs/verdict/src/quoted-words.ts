/** What somebody quoted of content, to find it: words of it, or what the platform calls it. */
export interface QuotedWords {
  readonly words: string | null
  readonly externalIds: readonly string[]
}

/** A query of the verdict list, and what is left of it without what it quotes. */
export interface QuotingQuery extends QuotedWords {
  readonly unquoted: string
}

const piece = /([a-z]+):(?:"([^"]*)"|(\S+))|"([^"]*)"|(\S+)/gi
const isAddress = (text: string): boolean => /^[a-z]+:\/\//i.test(text)

/** Reads the query box as the list does: `key:value` is a term, all else is words. */
export function parseQuotedWords(query: string): QuotingQuery {
  const words: string[] = []
  const externalIds: string[] = []
  const kept: string[] = []
  for (const [whole, key, quoted, bare] of query.matchAll(piece)) {
    if (key === undefined || isAddress(whole)) words.push(whole)
    else if (key.toLowerCase() === 'external')
      externalIds.push(...(quoted === undefined ? (bare ?? '').split(',') : [quoted]))
    else kept.push(whole)
  }
  const sought = words.join(' ')
  return {
    words: sought === '' ? null : sought,
    externalIds: externalIds.filter((id) => id !== ''),
    unquoted: kept.join(' '),
  }
}
