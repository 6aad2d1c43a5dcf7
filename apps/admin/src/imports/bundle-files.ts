/** A file of a chosen folder, with its place in the bundle. */
export interface BundleFile {
  readonly path: string
  readonly file: Pick<File, 'size'> & Blob
}

export interface ChosenBundle {
  readonly files: readonly BundleFile[]
  readonly sizeBytes: number
  /** What a bundle needs and the folder lacks. */
  readonly missing: readonly string[]
}

type Chosen = Blob & Pick<File, 'size' | 'webkitRelativePath'>

const needed = ['policies/index.json', 'traces.jsonl'] as const
const belongs = /^(?:traces\.jsonl|policies\/index\.json|policies\/[\w.@+-]+\.txt)$/

/** The bundle's files among those of a folder, the small ones first; whatever else lies there stays where it is. */
export function bundleAmong(chosen: readonly Chosen[]): ChosenBundle {
  const files = chosen
    .map((file) => ({ path: file.webkitRelativePath.split('/').slice(1).join('/'), file }))
    .filter(({ path }) => belongs.test(path))
    .sort((a, b) => a.file.size - b.file.size)
  const paths = new Set(files.map(({ path }) => path))
  return {
    files,
    sizeBytes: files.reduce((sum, { file }) => sum + file.size, 0),
    missing: needed.filter((path) => !paths.has(path)),
  }
}
