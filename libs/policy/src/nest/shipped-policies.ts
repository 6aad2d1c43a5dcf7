import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileNames, readPolicyText, type Author, type ImportVersion } from '../index.js'

const dayMs = 24 * 60 * 60 * 1000

/** Who answers for the policies the product ships with. */
export interface ShippedBy {
  readonly author: Author
  readonly approver: Author
  readonly now: Date
}

/**
 * The policies of a folder, each in its earlier versions and then its current one, dated three weeks apart with the
 * current one a week old and each in force the day after it was written.
 */
export async function readShippedPolicies(
  folder: string,
  { author, approver, now }: ShippedBy,
): Promise<ImportVersion[]> {
  const shipped: ImportVersion[] = []
  for (const policy of await foldersIn(folder)) {
    const earlier = (await foldersIn(join(folder, policy, 'earlier'))).sort(
      (a, b) => Number(a) - Number(b),
    )
    const folders = [
      ...earlier.map((n) => join(folder, policy, 'earlier', n)),
      join(folder, policy),
    ]
    for (const [index, home] of folders.entries()) {
      const ageDays = 7 + 21 * (folders.length - 1 - index)
      const at = new Date(now.getTime() - ageDays * dayMs)
      shipped.push({
        policy,
        ...(await readFiles(home)),
        author,
        at,
        message: index === 0 ? 'First version' : 'Sharpen rules after review',
        origin: 'shipped',
        publish: { at: new Date(at.getTime() + dayMs), by: approver.id },
      })
    }
  }
  return shipped.sort((a, b) => a.at.getTime() - b.at.getTime())
}

async function readFiles(home: string) {
  const read = async (name: string) => readPolicyText(await readFile(join(home, name)))
  return {
    text: await read(fileNames.text),
    manifestYaml: await read(fileNames.manifestYaml),
    cases: await read(fileNames.cases),
  }
}

/** In order of name; none where there is no such folder. */
async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
