import { MenuItem, TextField } from '@mui/material'
import { useStore } from 'react-admin'
import { useGraph } from '../api/useGraph.js'
import { modelName, toWords } from '../words/words.js'
import { TEST_ENDPOINTS } from './list-documents.js'

export const efforts = ['LOW', 'MEDIUM', 'HIGH'] as const
export type Effort = (typeof efforts)[number]

export interface How {
  /** The name of an endpoint; empty where the product chooses. */
  readonly endpoint: string
  /** Empty: the policy’s own. */
  readonly effort: Effort | ''
  readonly repeats: number
}

const usual: How = { endpoint: '', effort: '', repeats: 1 }

/** By what a person has cases judged, as last chosen; an endpoint that went away is chosen no more. */
export function useHow() {
  const [kept, keep] = useStore<How>('tests.how', usual)
  const { data, error } = useGraph(TEST_ENDPOINTS, {})
  const endpoints = (data?.endpoints ?? []).filter(({ state }) => state === 'ACTIVE')
  const isThere = endpoints.some(({ name }) => name === kept.endpoint)
  const how = data && !isThere ? { ...kept, endpoint: '' } : kept
  return {
    ...{ how, endpoints, error },
    choose: (part: Partial<How>) => keep({ ...how, ...part }),
    /** As the API takes it. */
    asked: {
      ...(how.endpoint && { endpoint: how.endpoint }),
      ...(how.effort && { effort: how.effort }),
    },
  }
}

interface Props extends Pick<ReturnType<typeof useHow>, 'how' | 'endpoints' | 'choose'> {
  /** What the policy asks for itself. */
  readonly ownEffort?: string | null
}

/** Endpoint and effort. */
export function RunHow({ how, endpoints, choose, ownEffort }: Props) {
  return (
    <>
      <TextField
        select
        label="Endpoint"
        value={endpoints.some(({ name }) => name === how.endpoint) ? how.endpoint : ''}
        onChange={(event) => choose({ endpoint: event.target.value })}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">any, a model before a simulator</MenuItem>
        {endpoints.map(({ name, model, simulated, healthy }) => (
          <MenuItem key={name} value={name}>
            {name}, {modelName(model)}
            {simulated && ', simulated'}
            {healthy === false && ', not answering'}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label="Effort"
        value={how.effort}
        onChange={(event) => choose({ effort: event.target.value as Effort | '' })}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">as the policy says{ownEffort && `, ${toWords(ownEffort)}`}</MenuItem>
        {efforts.map((effort) => (
          <MenuItem key={effort} value={effort}>
            {toWords(effort)}
          </MenuItem>
        ))}
      </TextField>
    </>
  )
}
