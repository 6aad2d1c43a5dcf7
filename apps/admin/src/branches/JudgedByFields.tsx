import { MenuItem, TextField } from '@mui/material'
import { toWords } from '../words/words.js'
import type { JudgedBy } from './documents.js'

const efforts = ['LOW', 'MEDIUM', 'HIGH'] as const

interface Props {
  readonly named: JudgedBy
  readonly onName: (named: JudgedBy) => void
}

export const anyModel: JudgedBy = { endpoint: null, model: null, effort: null }

/** What answers where a check asks a model; empty for any. */
export function JudgedByFields({ named, onName }: Props) {
  return (
    <div className="two">
      {(['endpoint', 'model'] as const).map((field) => (
        <TextField
          key={field}
          label={field === 'endpoint' ? 'Tests on endpoint' : 'Tests by model'}
          value={named[field] ?? ''}
          onChange={(event) => onName({ ...named, [field]: event.target.value || null })}
          helperText="empty for any"
        />
      ))}
      <TextField
        select
        label="Tests at effort"
        value={named.effort ?? ''}
        onChange={({ target: { value } }) =>
          onName({ ...named, effort: efforts.find((effort) => effort === value) ?? null })
        }
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">as the policy says</MenuItem>
        {efforts.map((effort) => (
          <MenuItem key={effort} value={effort}>
            {toWords(effort)}
          </MenuItem>
        ))}
      </TextField>
    </div>
  )
}
