import { useId } from 'react'

interface Props {
  readonly text: string
  readonly faults: readonly string[]
  readonly fromInstallation: boolean
  readonly witnesses: number
  readonly most: number
  readonly change: (text: string) => void
  readonly ask: (witnesses: number) => void
}

/** Whose word is taken: the log's key, and those of witnesses. */
export function TrustedKeys({
  text,
  faults,
  fromInstallation,
  witnesses,
  most,
  change,
  ask,
}: Props) {
  const id = useId()
  return (
    <section className="panel proof-keys" aria-label="Keys you trust">
      <label htmlFor={id} className="strong">
        Keys you trust, one a line
      </label>
      <textarea
        id={id}
        rows={3}
        className="mono"
        spellCheck={false}
        value={text}
        aria-describedby={`${id}-said`}
        onChange={({ target }) => change(target.value)}
      />
      <p id={`${id}-said`} className="sub">
        {fromInstallation
          ? 'These are the keys this installation says are its log’s. To depend on nobody here, put in their place the key you had from elsewhere.'
          : 'Your own keys. Those of witnesses may stand beside that of the log.'}
      </p>
      {faults.map((words) => (
        <p key={words} role="alert" className="missing">
          {words}
        </p>
      ))}
      {most > 0 && (
        <label className="row">
          Witnesses that must have signed
          <input
            type="number"
            className="field"
            min={0}
            max={most}
            value={witnesses}
            onChange={({ target }) => ask(Math.max(0, Math.min(most, Number(target.value))))}
          />
        </label>
      )}
    </section>
  )
}
