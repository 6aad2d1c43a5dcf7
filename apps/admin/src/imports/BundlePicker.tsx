import { useId } from 'react'
import { counted } from '../words/words.js'
import { bundleAmong, type ChosenBundle } from './bundle-files.js'

interface Props {
  readonly chosen: ChosenBundle | null
  readonly choose: (chosen: ChosenBundle) => void
  readonly disabled: boolean
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** A folder of this computer; what of it is a bundle is said before anything is sent. */
export function BundlePicker({ chosen, choose, disabled }: Props) {
  const id = useId()
  return (
    <div className="picker">
      <label htmlFor={id}>Folder on this computer</label>
      <input
        id={id}
        type="file"
        ref={asFolder}
        disabled={disabled}
        aria-describedby={`${id}-said`}
        onChange={({ target }) => choose(bundleAmong([...(target.files ?? [])]))}
      />
      <p id={`${id}-said`} className="sub">
        {!chosen && 'Only its traces and policies are sent.'}
        {chosen && chosen.missing.length > 0 && (
          <span role="alert">This folder has no {chosen.missing.join(' and no ')}.</span>
        )}
        {chosen?.missing.length === 0 &&
          `${counted(chosen.files.length, 'file')}, ${megabytes(chosen.sizeBytes)}`}
      </p>
    </div>
  )
}

/** Every browser knows the attribute; React's types do not. */
function asFolder(input: HTMLInputElement | null): void {
  input?.setAttribute('webkitdirectory', '')
}
