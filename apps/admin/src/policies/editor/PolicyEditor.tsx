import { lazy, Suspense, useRef, useState } from 'react'
import { TextField } from '@mui/material'
import { useSearchParams } from 'react-router'
import { usePermit } from '../../api/usePermit.js'
import { Bones } from '../../parts/states.js'
import { say } from '../../parts/toast.js'
import type { EditorHandle } from '../CodeEditor.js'
import type { PolicyFiles } from '../starter.js'
import { TokenMeter } from '../TokenMeter.js'
import { appended } from './case-lines.js'
import { CommitBar } from './CommitBar.js'
import { edited, fileNames, fileOfPlace, withLineFeeds, type FileName } from './draft.js'
import type { Fix } from './lint-documents.js'
import { KeptNote } from './KeptNote.js'
import { Outline } from './Outline.js'
import { ProblemList, tally } from './ProblemList.js'
import { PromptPreview } from './PromptPreview.js'
import { RunCase } from './RunCase.js'
import { SideRulings } from './SideRulings.js'
import { useKeptDraft } from './useKeptDraft.js'
import { useLint } from './useLint.js'
import './editor.css'

const CodeEditor = lazy(async () => ({
  default: (await import('../CodeEditor.js')).CodeEditor,
}))

export interface Base extends PolicyFiles {
  /** The newest version the author saw; on a branch its head. */
  readonly parent: string | null
  /** The branch that is worked on; null where the next version is. */
  readonly branch: string | null
}

interface Props {
  readonly name: string
  readonly base: Base
  readonly isNew: boolean
}

const sides = {
  outline: 'Outline',
  prompt: 'Prompt',
  run: 'Run a case',
  rulings: 'Rulings',
} as const
type Side = keyof typeof sides

const offered = (mayRun: boolean) =>
  (Object.entries(sides) as [Side, string][]).filter(([side]) => mayRun || side !== 'run')

const isOf = <K extends string>(words: Record<K, string>, key: string | null): key is K =>
  key !== null && key in words

/** Where an address asks to begin. */
function placeFrom(at: string | null): { start: number; end: number } | null {
  const start = Number(at ?? '')
  return at === null || !Number.isInteger(start) || start < 0 ? null : { start, end: start }
}

/** A draft of a policy's three files, with what the server says of it. */
export function PolicyEditor({ name, base, isNew }: Props) {
  const [policy, setPolicy] = useState(name)
  const { draft, setDraft, parent, found, round, drop, committed } = useKeptDraft(name, base)
  const [params, setParams] = useSearchParams()
  const [begin, setBegin] = useState(() => placeFrom(params.get('at')))
  const editor = useRef<EditorHandle>(null)
  const lint = useLint(policy, draft)
  const mayRun = usePermit()('playground:run')
  const asked = params.get('file')
  const file: FileName = isOf(fileNames, asked) ? asked : 'text'
  const shown = params.get('side')
  const side: Side = isOf(sides, shown) ? shown : 'outline'
  const turn = (key: 'file' | 'side', value: string) =>
    setParams(
      (known) => {
        known.set(key, value)
        return known
      },
      { replace: true },
    )
  const changed = (Object.keys(fileNames) as FileName[]).filter((key) => draft[key] !== base[key])
  const show = (at: FileName, start: number, end: number) => {
    if (at === file) return editor.current?.show(start, end)
    setBegin({ start, end })
    turn('file', at)
  }
  const mend = (fix: Fix) => {
    const at = fileOfPlace[fix.file]
    if (!lint.of || withLineFeeds(draft[at]) !== lint.of[at]) return
    if (at === file) return editor.current?.apply(fix.edits)
    setDraft((known) => ({ ...known, [at]: edited(withLineFeeds(known[at]), fix.edits) }))
    say(`${fix.title}: done in ${fileNames[at]}`)
  }
  const addCase = (line: string) => {
    const cases = withLineFeeds(draft.cases)
    const text = appended(cases, line)
    const { length } = cases
    if (file === 'cases') editor.current?.apply([{ start: length, end: length, text }])
    else setDraft((known) => ({ ...known, cases: cases + text }))
    say('Added to cases.jsonl')
  }
  return (
    <div className="pmain">
      <header className="pbar">
        {isNew && (
          <TextField
            label="Name, lower case with hyphens"
            value={policy}
            onChange={(event) => setPolicy(event.target.value)}
            sx={{ width: 200 }}
          />
        )}
        {base.branch !== null && (
          <span>
            on branch <span className="mono">{base.branch}</span>
          </span>
        )}
        <span className="seg" role="group" aria-label="File">
          {(Object.entries(fileNames) as [FileName, string][]).map(([key, words]) => (
            <button
              key={key}
              type="button"
              aria-pressed={key === file}
              onClick={() => {
                setBegin(null)
                turn('file', key)
              }}
            >
              {words} {changed.includes(key) && <span className="dim">changed</span>}
            </button>
          ))}
        </span>
        <span className="sub" role="status">
          {lint.error ? 'not checked' : lint.report ? tally(lint.report.remarks) : 'being checked'}
        </span>
        <span className="spacer" />
        {lint.report && <TokenMeter tokens={lint.report.tokens} about={lint.isBehind} />}
      </header>
      {found && <KeptNote isBehind={found.isBehind} branch={base.branch} onDrop={drop} />}
      <div className="pbody editing">
        <Suspense fallback={<Bones lines={16} />}>
          <CodeEditor
            key={`${file} ${round}`}
            handle={editor}
            label={fileNames[file]}
            {...{ file, begin }}
            text={draft[file]}
            mono={file !== 'text'}
            onChange={(text) => setDraft((known) => ({ ...known, [file]: text }))}
            remarks={lint.report?.remarks ?? []}
            remarksOf={lint.of?.[file] ?? null}
            onFix={mend}
          />
        </Suspense>
        <aside aria-label="Beside the text">
          <span className="seg" role="group" aria-label="Shown beside the text">
            {offered(mayRun).map(([key, words]) => (
              <button
                key={key}
                type="button"
                aria-pressed={key === side}
                onClick={() => turn('side', key)}
              >
                {words}
              </button>
            ))}
          </span>
          {side === 'outline' && (
            <Outline
              text={withLineFeeds(draft.text)}
              onShow={(start) => show('text', start, start)}
            />
          )}
          {side === 'prompt' && <PromptPreview text={draft.text} cases={draft.cases} />}
          {side === 'rulings' && <SideRulings policy={name} />}
          {side === 'run' && mayRun && <RunCase draft={draft} onAdd={addCase} />}
        </aside>
      </div>
      <ProblemList
        lint={lint}
        onFix={mend}
        onShow={({ place }) => show(fileOfPlace[place.file], place.start, place.end)}
      />
      <CommitBar
        {...{ policy, draft, parent, branch: base.branch }}
        ready={policy.trim() !== '' && (changed.length > 0 || isNew)}
        isBehind={found?.isBehind ?? false}
        onCommitted={committed}
      />
    </div>
  )
}
