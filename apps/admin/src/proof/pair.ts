/** The two texts a check needs, each with the name it goes by. */
export interface Pair {
  readonly proof?: Held
  readonly record?: Held
}

export interface Held {
  readonly name: string
  readonly text: string
}

/** What reading a stranger's file may cost. */
const mostBytes = 4_000_000

/** Which half a file is, told by what it holds: names are anybody's. */
export const halfOf = (text: string): keyof Pair =>
  text.startsWith('c2sp.org/tlog-proof') ? 'proof' : 'record'

/** The pair with the dropped files in their places; says what it could not take. */
export async function withFiles(
  pair: Pair,
  files: readonly File[],
): Promise<{ readonly pair: Pair; readonly refused: readonly string[] }> {
  const refused: string[] = []
  let next = pair
  for (const file of files) {
    if (file.size > mostBytes) refused.push(`${file.name} is too large to be a proof or a record`)
    else {
      const text = await file.text()
      next = { ...next, [halfOf(text)]: { name: file.name, text } }
    }
  }
  return { pair: next, refused }
}

export const proofName = (id: string) => `verdict-${id}.tlog-proof`
export const recordName = (id: string) => `verdict-${id}.record.json`
