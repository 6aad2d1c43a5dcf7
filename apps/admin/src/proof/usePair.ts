import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { PROOF } from './documents.js'
import { proofName, recordName, withFiles, type Pair } from './pair.js'

/** What is to be verified: files of this computer, or the verdict the address names. */
export function usePair() {
  const [search, setSearch] = useSearchParams()
  const id = search.get('verdict')
  const { data, error, refetch } = useGraph(PROOF, { id: id ?? '' }, { enabled: id !== null })
  const [dropped, setDropped] = useState<Pair>({})
  const [refused, setRefused] = useState<readonly string[]>([])
  const entry = data?.verdict?.logEntry
  const opened: Pair =
    id === null
      ? {}
      : {
          ...(entry?.proof ? { proof: { name: proofName(id), text: entry.proof } } : {}),
          ...(data?.verdict?.logRecord
            ? { record: { name: recordName(id), text: data.verdict.logRecord } }
            : {}),
        }
  const pair = { ...opened, ...dropped }
  return {
    pair,
    refused,
    error: id === null ? null : error,
    again: () => void refetch(),
    take: async (files: readonly File[]) => {
      const taken = await withFiles(dropped, files)
      setDropped(taken.pair)
      setRefused(taken.refused)
    },
    clear: () => {
      setDropped({})
      setRefused([])
      if (id !== null) setSearch({}, { replace: true })
    },
  }
}
