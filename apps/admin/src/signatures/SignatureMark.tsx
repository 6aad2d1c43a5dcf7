import { useState } from 'react'
import { Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { Commands } from '../changes/Commands.js'
import { Button } from '../parts/Button.js'
import { Icon } from '../parts/Icon.js'
import { Time } from '../parts/Time.js'
import type { Signature } from './fragment.js'
import { checkingCommands, signedIcon, signedMeaning, signedWords } from './signature-words.js'
import './signatures.css'

interface Props {
  readonly signature: Signature | null
  readonly kind: 'commit' | 'tag'
  /** A commit or the name of a tag. */
  readonly object: string
}

/** Who signed a commit or tag; pressed, it says what that means and how to check it. */
export function SignatureMark({ signature, kind, object }: Props) {
  const [open, setOpen] = useState(false)
  if (!signature) return null
  const words = signedWords(signature)
  const name = kind === 'tag' ? object : object.slice(0, 7)
  const bad = signature.by === 'BAD' || signature.by === 'UNKNOWN_KEY'
  return (
    <>
      <button
        type="button"
        className={`signed ${bad ? 'bad' : ''}`}
        title={words}
        aria-label={`${name}: ${words}`}
        onClick={() => setOpen(true)}
      >
        <Icon name={signedIcon[signature.by]} />
        <span aria-hidden="true">{words}</span>
      </button>
      {open && (
        <Dialog
          open
          onClose={() => setOpen(false)}
          fullWidth
          maxWidth="sm"
          aria-labelledby="signed"
        >
          <DialogTitle id="signed">
            {kind === 'tag' ? 'Tag' : 'Commit'} <span className="mono">{name}</span>: {words}
          </DialogTitle>
          <DialogContent>
            <div className="form">
              <p>{signedMeaning(signature)}</p>
              {signature.fingerprint && (
                <p className="sub">
                  Key <span className="mono anywhere">{signature.fingerprint}</span>
                  {signature.keyRemovedAt && (
                    <>
                      , removed <Time at={signature.keyRemovedAt} />
                    </>
                  )}
                </p>
              )}
              <p className="sub">Check it yourself, in a clone:</p>
              <Commands
                lines={checkingCommands(signature.by, {
                  ...{ kind, object, origin: globalThis.location.origin },
                })}
                what="the commands that check the signature"
              />
            </div>
          </DialogContent>
          <DialogActions>
            <Button kind="primary" onClick={() => setOpen(false)}>
              Close
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  )
}
