import { useState, type ReactNode } from 'react'
import { TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { VisibleText } from '../reading/VisibleText.js'
import { COMMENT } from './act-documents.js'
import type { Happening, WholeChange } from './documents.js'

const Commit = ({ oid }: { oid: string | null }) => <span className="mono">{oid?.slice(0, 7)}</span>

const did: Record<Happening['kind'], (event: Happening) => ReactNode> = {
  COMMENTED: () => 'said',
  HEAD_MOVED: ({ commit }) => (
    <>
      moved the branch to <Commit oid={commit} />
    </>
  ),
  APPROVED: ({ commit }) => (
    <>
      approved it at <Commit oid={commit} />
    </>
  ),
  CHANGES_REQUESTED: ({ commit }) => (
    <>
      asked for changes at <Commit oid={commit} />
    </>
  ),
  MERGED: () => 'merged it',
  CLOSED: () => 'closed it',
}

interface SaidProps {
  readonly by: string
  readonly at: string
  readonly what: ReactNode
  readonly words: string | null
}

const Said = ({ by, at, what, words }: SaidProps) => (
  <li>
    <p className="dim">
      <b>{by}</b> {what}, <Time at={at} />
    </p>
    {words && (
      <p className="words">
        <VisibleText text={words} />
      </p>
    )}
  </li>
)

/** What was said and done of a change, oldest first, and a place to say more. */
export function Conversation({ change }: { change: WholeChange }) {
  const may = usePermit()
  const { openedBy, openedAt, description, detail } = change
  return (
    <section aria-label="Conversation">
      <h2>
        Conversation <span className="dim">{detail.events.length + 1}</span>
      </h2>
      <ol>
        <Said by={openedBy.name} at={openedAt} what="opened it" words={description} />
        {detail.events.map((event) => (
          <Said
            key={event.id}
            by={event.by.name}
            at={event.recordedAt}
            what={did[event.kind](event)}
            words={event.words}
          />
        ))}
      </ol>
      {(may('policy:draft') || may('policy:approve')) && <Comment changeId={change.id} />}
    </section>
  )
}

function Comment({ changeId }: { changeId: string }) {
  const [text, setText] = useState('')
  const client = useQueryClient()
  const comment = useAct(COMMENT, (result) => result.commentChange)
  const submit = () =>
    comment.mutate(
      { input: { changeId, text: text.trim() } },
      {
        onSuccess: () => {
          setText('')
          void client.invalidateQueries({ queryKey: ['Change'] })
        },
      },
    )
  return (
    <div className="form">
      <TextField
        label="Comment"
        multiline
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 4000 } }}
      />
      <Refused error={comment.error} />
      <div className="actions">
        <Button disabled={text.trim() === '' || comment.isPending} onClick={submit}>
          Comment
        </Button>
      </div>
    </div>
  )
}
