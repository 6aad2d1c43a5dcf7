import { Dialog, DialogContent, DialogTitle, FormControlLabel, Switch } from '@mui/material'
import { Key } from './Key.js'
import { keymap, places, type KeyName } from './keymap.js'
import { useSingleKeys } from './useKeys.js'

/** The `?` sheet: every key of the keymap, by where it works. */
export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [singleKeys, setSingleKeys] = useSingleKeys()
  const names = Object.keys(keymap) as KeyName[]
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="key-sheet" fullWidth maxWidth="md">
      <DialogTitle id="key-sheet">Keys</DialogTitle>
      <DialogContent>
        <div className="keysheet">
          {places.map((place) => (
            <section key={place}>
              <h3>{place}</h3>
              <dl>
                {names
                  .filter((name) => keymap[name].where === place)
                  .map((name) => (
                    <div key={name}>
                      <dt>{keymap[name].does}</dt>
                      <dd>
                        <Key name={name} />
                      </dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
        </div>
        <FormControlLabel
          control={<Switch checked={singleKeys} onChange={(_, on) => setSingleKeys(on)} />}
          label="Single keys work (chords with Ctrl always do)"
        />
      </DialogContent>
    </Dialog>
  )
}
