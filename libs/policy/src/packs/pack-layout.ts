import { fileOf, folderOf, stemOf, type PackFile } from './pack-file.js'

/** The files of one policy of a pack, versions oldest first. */
export interface PackEntry {
  /** As the pack calls it: a folder or a file. */
  readonly name: string
  readonly versions: readonly PackVersion[]
  /** Tables and lists of test cases that belong to it. */
  readonly cases: readonly PackFile[]
}

export interface PackVersion {
  /** `policy_v002`, or the file's own name. */
  readonly label: string
  readonly text: PackFile
  readonly manifest: PackFile | null
}

const numbered = /^(.*?)[-_ ]?v(\d{1,6})$/i
const passedOver = /^(?:readme|licen[cs]e|contributing|changelog|notice|authors|code_of_conduct)/i
const textual = /\.(?:md|markdown|txt)$/i
const tabular = /\.(?:csv|jsonl)$/i
/** Folders that say what lies in them, not which policy it is of. */
const plainFolders =
  /^(?:polic(?:y|ies)|prompts?|texts?|data|datasets?|cases|tests?|examples?|policy[-_]?pac?k)$/i

/**
 * Which policies a pack holds. Read are: a folder a policy (`spam/policy.md`, with `policy.yaml` and cases beside it);
 * numbered versions (`policy/policy_v001.md`, `policy_v002.md`) with tables of cases in the same folder or beside it;
 * and loose texts, one a policy (`policies/hate.md`) with `datasets/hate.csv` by the same name.
 */
export function listPackEntries(files: readonly PackFile[]): PackEntry[] {
  const shown = files.filter(({ path }) => !path.split('/').some((part) => part.startsWith('.')))
  const texts = shown.filter(({ path }) => textual.test(path) && !passedOver.test(fileOf(path)))
  const groups = new Map<string, PackFile[]>()
  for (const file of texts) {
    const key = keyOf(file.path)
    groups.set(key, [...(groups.get(key) ?? []), file])
  }
  const keys = [...groups.keys()]
  const entries = [...groups].map(([key, versions]) => ({
    name: nameOf(key),
    versions: inOrder(versions).map((text) => ({
      label: stemOf(text.path),
      text,
      manifest: beside(shown, text.path, 'policy.yaml'),
    })),
    cases: shown.filter(({ path }) => tabular.test(path) && ownerOf(path, keys) === key),
  }))
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** One key a policy: its folder where the file is called policy or a version of one, else folder and stem. */
function keyOf(path: string): string {
  const stem = stemOf(path)
  const version = numbered.exec(stem)
  const bare = version ? (version[1] ?? '') : stem
  const folder = folderOf(path)
  return /^policy$/i.test(bare) || bare === '' ? `${folder}/` : `${folder}/${bare}`
}

/** The nearest folder, or the file, that says more than "policies". */
function nameOf(key: string): string {
  const parts = key.split('/').filter(Boolean)
  return [...parts].reverse().find((part) => !plainFolders.test(part)) ?? parts.at(-1) ?? 'policy'
}

function inOrder(files: readonly PackFile[]): PackFile[] {
  const numberOf = ({ path }: PackFile) => Number(numbered.exec(stemOf(path))?.[2] ?? 0)
  return [...files].sort((a, b) => numberOf(a) - numberOf(b) || (a.path < b.path ? -1 : 1))
}

const beside = (files: readonly PackFile[], path: string, name: string): PackFile | null =>
  files.find((file) => folderOf(file.path) === folderOf(path) && fileOf(file.path) === name) ?? null

/** A table goes with the policy of its name, else with the one policy of its folder or of the folder above. */
function ownerOf(path: string, keys: readonly string[]): string | null {
  const stem = slug(stemOf(path))
  const named = keys.filter((key) => !key.endsWith('/') && slug(fileOf(key)) === stem)
  if (named.length === 1) return named[0] ?? null
  const folder = folderOf(path)
  for (const place of [folder, folderOf(folder)]) {
    const near = keys.filter((key) => isUnder(key, place))
    if (near.length === 1) return near[0] ?? null
  }
  return null
}

const isUnder = (key: string, folder: string): boolean =>
  folder === '' || folderOf(key) === folder || folderOf(key).startsWith(`${folder}/`)

const slug = (words: string): string => words.toLowerCase().replace(/[^a-z0-9]+/g, '-')
