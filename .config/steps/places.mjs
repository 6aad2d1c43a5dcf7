import { readdirSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
export const cache = join(root, 'node_modules', '.cache', 'assize')

const below = (house, folder) =>
  existsSync(join(house, folder))
    ? readdirSync(join(house, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => join(folder, entry.name))
        .sort()
    : []

/** Every room and app, relative to the root. */
export const workspaces = (house = root) => [...below(house, 'libs'), ...below(house, 'apps')]

/** Every folder tsc compiles into a `dist` of its own, with the folder its sources stand in. */
export function projects(house = root) {
  return workspaces(house).flatMap((folder) => [
    { folder, sources: join(folder, 'src') },
    ...['test', 'stories']
      .map((name) => join(folder, name))
      .filter((nested) => existsSync(join(house, nested)))
      .map((nested) => ({ folder: nested, sources: nested })),
  ])
}
