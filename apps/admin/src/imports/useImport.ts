import { useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiError } from '../api/api-error.js'
import { useAct } from '../api/useGraph.js'
import type { ChosenBundle } from './bundle-files.js'
import { IMPORT } from './documents.js'
import { uploadBundle } from './upload-bundle.js'

/** What is imported: a folder the server can read, or one this browser sends first. */
export type Origin =
  | { readonly from: 'server'; readonly path: string }
  | { readonly from: 'browser'; readonly bundle: ChosenBundle }

/** Sends what has to be sent, then asks for the import; the run itself goes on without this page. */
export function useImport() {
  const [sentBytes, setSentBytes] = useState(0)
  const client = useQueryClient()
  const start = useAct(IMPORT, (result) => result.importTraces)
  const whole = useMutation<unknown, ApiError, { origin: Origin; openCases: boolean }>({
    mutationFn: async ({ origin, openCases }) => {
      setSentBytes(0)
      const source =
        origin.from === 'server'
          ? { path: origin.path }
          : { uploadId: await uploadBundle(origin.bundle.files, setSentBytes) }
      return start.mutateAsync({ input: { ...source, openCases } })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['ImportRuns'] }),
  })
  return { begin: whole.mutate, sentBytes, isPending: whole.isPending, error: whole.error }
}
