import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { useAct } from '../api/useGraph.js'
import { say } from '../parts/toast.js'
import { APPROVE, CLOSE, MERGE, REQUEST, REVERT } from './act-documents.js'
import { numberOf } from './change-words.js'
import type { WholeChange } from './documents.js'

/** All that can be done with a change, for the head that is on the screen. */
export function useChangeActs({ id, number, detail: { head } }: WholeChange, done: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const approve = useAct(APPROVE, (result) => result.approveChange)
  const request = useAct(REQUEST, (result) => result.requestChanges)
  const merge = useAct(MERGE, (result) => result.mergeChange)
  const close = useAct(CLOSE, (result) => result.closeChange)
  const revert = useAct(REVERT, (result) => result.revertChange)
  const told = (words: string) => ({
    onSuccess: () => {
      say(words)
      void client.invalidateQueries()
      done()
    },
  })
  const all = [approve, request, merge, close, revert]
  const change = `Change ${numberOf({ number })}`
  return {
    approve: (note: string) =>
      approve.mutate(
        { input: { changeId: id, head, note: note || null } },
        told(`${change} approved at ${head.slice(0, 7)}`),
      ),
    request: (note: string) =>
      request.mutate({ input: { changeId: id, head, note } }, told('Changes asked for')),
    merge: () => merge.mutate({ input: { changeId: id, head } }, told(`${change} is merged`)),
    close: (note: string) =>
      close.mutate({ id, note: note || null }, told(`${change} is closed, the branch stays`)),
    revert: () =>
      revert.mutate(
        { id },
        {
          onSuccess: (made) => {
            say(`Change #${made.number} takes it back once it is approved and merged`)
            void client.invalidateQueries()
            void navigate(`/changes/${made.id}`)
          },
        },
      ),
    error: all.find(({ error }) => error)?.error ?? null,
    busy: all.some(({ isPending }) => isPending),
    forget: () => all.forEach((act) => act.reset()),
  }
}
