/** `COPY` takes no parameters: the values of a statement are put into it, each quoted by the driver. */
export function inlined(
  statement: string,
  values: readonly unknown[],
  quote: (text: string) => string,
): string {
  return statement.replace(/\$(\d+)/g, (_, number: string) => {
    const index = Number(number) - 1
    if (index < 0 || index >= values.length)
      throw new RangeError(`expected a value for $${number}, saw ${values.length} values`)
    return literal(values[index], quote)
  })
}

/** As a parameter would be: text whose type its place tells. */
function literal(value: unknown, quote: (text: string) => string): string {
  if (value === null || value === undefined) return 'NULL'
  return quote(Array.isArray(value) ? arrayText(value) : plainText(value))
}

const arrayText = (values: readonly unknown[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : `"${plainText(value).replace(/["\\]/g, '\\$&')}"`)).join(',')}}`

function plainText(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    default:
      throw new TypeError(`expected a value that a filter holds, saw ${typeof value}`)
  }
}
