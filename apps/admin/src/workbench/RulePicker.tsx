import { useMemo, type Ref } from 'react'
import { Autocomplete, TextField } from '@mui/material'
import { useStore } from 'react-admin'
import type { Outcome } from '../api/schema-words.js'
import { Key } from '../keys/Key.js'
import { toWords } from '../words/words.js'

interface Rule {
  readonly code: string
  readonly title: string
  readonly rulings: readonly {
    readonly answer: string | null
    readonly outcome: Outcome | null
    readonly ruledAt: string | null
  }[]
}

/** The newest ruling in a few words; the whole stands in its title and in the policy. */
function Ruled({ rulings }: Pick<Rule, 'rulings'>) {
  const newest = rulings.find(({ ruledAt }) => ruledAt !== null)
  if (!newest) return null
  const words = newest.outcome ? `ruled ${toWords(newest.outcome)}` : 'ruled on'
  return (
    <span className="chip cut" title={newest.answer ?? words}>
      {words}
      {newest.answer && `: ${newest.answer}`}
    </span>
  )
}

interface Props {
  readonly rules: readonly Rule[]
  readonly picked: readonly string[]
  readonly onPick: (codes: string[]) => void
  readonly inputRef: Ref<HTMLInputElement>
}

const remembered = 12

/** Type to find a rule; those used lately stand first. */
export function RulePicker({ rules, picked, onPick, inputRef }: Props) {
  const [recent, setRecent] = useStore<string[]>('workbench.recentRules', [])
  // The same arrays while nothing changes: the field forgets what is being typed otherwise.
  const options = useMemo(() => {
    const rank = (code: string) => (recent.includes(code) ? recent.indexOf(code) : remembered)
    return [...rules].sort((a, b) => rank(a.code) - rank(b.code))
  }, [rules, recent])
  const value = useMemo(
    () => options.filter(({ code }) => picked.includes(code)),
    [options, picked],
  )
  return (
    <div>
      <label className="label" htmlFor="rules">
        Rules <Key name="rules" />
      </label>
      <Autocomplete
        id="rules"
        multiple
        autoHighlight
        disableCloseOnSelect
        disablePortal
        size="small"
        options={options}
        value={value}
        slotProps={{ popper: { placement: 'top-start' } }}
        getOptionLabel={({ code }) => code}
        isOptionEqualToValue={(a, b) => a.code === b.code}
        filterOptions={(all, { inputValue }) =>
          all.filter(({ code, title }) =>
            `${code} ${title}`.toLowerCase().includes(inputValue.toLowerCase()),
          )
        }
        onClose={(event, reason) => {
          if (reason === 'escape' && event.target instanceof HTMLElement) event.target.blur()
        }}
        onChange={(_, chosen) => {
          const codes = chosen.map(({ code }) => code)
          onPick(codes)
          setRecent([...new Set([...codes, ...recent])].slice(0, remembered))
        }}
        renderOption={({ key, ...props }, { code, title, rulings }) => (
          <li key={key} {...props}>
            <span className="rule">{code}</span>
            <span className="cut title">{title}</span>
            <Ruled rulings={rulings} />
            <span className="spacer" />
            {recent.includes(code) && <span className="dim">recent</span>}
          </li>
        )}
        renderInput={(params) => (
          <TextField
            {...params}
            inputRef={inputRef}
            placeholder={picked.length ? '' : 'type to find'}
          />
        )}
      />
      {value.map(({ code, rulings }) => (
        <Ruled key={code} rulings={rulings} />
      ))}
    </div>
  )
}
