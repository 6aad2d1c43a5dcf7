import { useEffect, useRef, useState } from 'react'
import { Button } from '../parts/Button.js'

const examples = [
  ['an id', 'of a verdict, case, content item, action, decision, appeal or finding'],
  ['#1234, A-17', 'a case or an appeal by its number'],
  ['post-4711', 'what the platform calls the content'],
  ['spam@v2', 'a policy version, or a commit'],
  ['“the very words”', 'a quotation, from the content or the reasoning'],
  ['spam on 3 May 2026', 'which text was in force, and what was judged'],
] as const

interface Props {
  readonly asked: string
  readonly ask: (text: string) => void
  readonly busy: boolean
}

/** One field for whatever one has in hand. */
export function AskForm({ asked, ask, busy }: Props) {
  const [text, setText] = useState(asked)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => setText(asked), [asked])
  useEffect(() => {
    if (!asked) field.current?.focus()
  }, [asked])
  return (
    <form
      className="panel ask"
      onSubmit={(event) => {
        event.preventDefault()
        ask(text)
      }}
    >
      <label htmlFor="question">What do you want to know about?</label>
      <div className="askline">
        <textarea
          id="question"
          ref={field}
          className="field"
          rows={1}
          maxLength={1000}
          value={text}
          spellCheck={false}
          aria-describedby="question-help"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return
            event.preventDefault()
            ask(text)
          }}
        />
        <Button kind="primary" type="submit" disabled={!text.trim() || busy}>
          {busy ? 'Looking' : 'Answer'}
        </Button>
      </div>
      <dl id="question-help" className="askhelp">
        {examples.map(([what, means]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </form>
  )
}
