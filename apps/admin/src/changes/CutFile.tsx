import { Empty } from '../parts/states.js'
import { counted } from '../words/words.js'
import { Commands } from './Commands.js'
import type { FileDiff } from './documents.js'

interface Props {
  readonly file: FileDiff
  readonly base: string | null
  readonly head: string
}

/** Stands for a file that is too long to be told line by line, with the way to read it. */
export function CutFile({ file: { path, kind, added, removed }, base, head }: Props) {
  const sides = base === null ? head : `${base}..${head}`
  const verb = base === null ? 'show' : 'diff'
  return (
    <Empty title="Too long to be shown line by line">
      <p>
        <span className="mono">{path}</span> is {kind}: it had {counted(removed, 'line')} and has{' '}
        {counted(added, 'line')} now. Rules and examples are compared all the same; every line can
        be read in a clone:
      </p>
      <Commands
        lines={['git fetch', `git ${verb} ${sides} -- ${path}`]}
        what="the commands that show the file"
      />
    </Empty>
  )
}
