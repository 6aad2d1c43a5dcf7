import { MenuItem, TextField } from '@mui/material'
import { useGraph } from '../api/useGraph.js'
import { POLICY_NAMES } from './policy-names.js'

interface Props {
  readonly label: string
  /** The policy's name; empty for every policy. */
  readonly value: string
  readonly onChange: (policy: string) => void
}

/** One policy, or every policy. */
export function PolicyField({ label, value, onChange }: Props) {
  const policies = useGraph(POLICY_NAMES, {})
  return (
    <TextField
      select
      label={label}
      value={value}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      onChange={(event) => onChange(event.target.value)}
    >
      <MenuItem value="">every policy</MenuItem>
      {(policies.data?.policies ?? []).map(({ name, title }) => (
        <MenuItem key={name} value={name}>
          {title}
        </MenuItem>
      ))}
    </TextField>
  )
}
