/** One `key:value` of the query box; several values of one key mean any of them. */
export interface Term {
  readonly key: string
  readonly values: readonly string[]
}

export interface Query {
  readonly terms: readonly Term[]
  readonly words: string
}

const piece = /([a-z]+):(?:"([^"]*)"|(\S+))|"([^"]*)"|(\S+)/gi

/** Reads what a person typed: terms in any order, everything else is words. */
export function parseQuery(text: string): Query {
  const terms = new Map<string, string[]>()
  const words: string[] = []
  for (const [whole, key, quoted, bare, phrase, word] of text.matchAll(piece)) {
    const value = quoted ?? bare
    if (key !== undefined && value !== undefined && !isAddress(whole)) {
      const values = terms.get(key.toLowerCase()) ?? []
      const given = quoted === undefined ? value.split(',') : [value]
      terms.set(key.toLowerCase(), [...new Set([...values, ...given.filter(Boolean)])])
    } else {
      // Quotes stay: words in them are sought as they stand beside one another.
      words.push(phrase === undefined ? (word ?? whole) : `"${phrase}"`)
    }
  }
  return {
    terms: [...terms]
      .filter(([, values]) => values.length)
      .map(([key, values]) => ({ key, values })),
    words: words.join(' '),
  }
}

/** `https://…` is something people search for, not a term. */
const isAddress = (text: string) => /^[a-z]+:\/\//i.test(text)

const printedValue = (value: string) => (/[\s,"]/.test(value) ? `"${value}"` : value)

function printTerm({ key, values }: Term): string[] {
  const [quoted, bare] = [
    values.filter((v) => /[\s,"]/.test(v)),
    values.filter((v) => !/[\s,"]/.test(v)),
  ]
  return [
    ...(bare.length ? [`${key}:${bare.join(',')}`] : []),
    ...quoted.map((value) => `${key}:${printedValue(value)}`),
  ]
}

export function printQuery({ terms, words }: Query): string {
  return [...terms.flatMap(printTerm), words].filter(Boolean).join(' ')
}

export function isOn(query: Query, key: string, value: string): boolean {
  return query.terms.some((term) => term.key === key && term.values.includes(value))
}

/** Puts one value of a key in or takes it out; a key without values goes. */
export function toggled(query: Query, key: string, value: string): Query {
  const known = query.terms.find((term) => term.key === key)
  const values = known?.values.includes(value)
    ? known.values.filter((other) => other !== value)
    : [...(known?.values ?? []), value]
  const terms = known
    ? query.terms.map((term) => (term === known ? { key, values } : term))
    : [...query.terms, { key, values }]
  return { ...query, terms: terms.filter((term) => term.values.length > 0) }
}

export const without = (query: Query, key: string): Query => ({
  ...query,
  terms: query.terms.filter((term) => term.key !== key),
})

/** Two queries as one; the second one's words replace the first one's. */
export function merged(query: Query, typed: Query): Query {
  const terms = typed.terms.reduce((all, { key, values }) => {
    const rest = values.filter((value) => !isOn(all, key, value))
    return rest.reduce((q, value) => toggled(q, key, value), all)
  }, query).terms
  return { terms, words: typed.words }
}
