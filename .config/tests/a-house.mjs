import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder with these files, for as long as `use` runs. Objects are written as JSON. */
export async function inAHouse(files, use) {
  const house = realpathSync(mkdtempSync(join(tmpdir(), 'assize-house-')))
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(house, path)), { recursive: true })
      writeFileSync(
        join(house, path),
        typeof content === 'string' ? content : JSON.stringify(content),
      )
    }
    return await use(house)
  } finally {
    rmSync(house, { recursive: true, force: true })
  }
}
