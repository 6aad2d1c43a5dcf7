import { useRef, useState } from 'react'
import { Link } from 'react-router'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Icon } from '../parts/Icon.js'
import { MakeEvidence } from './MakeEvidence.js'

/** The dossier as it is printed and packed: a page of the server's in a frame that runs nothing. */
export function DossierFrame({
  verdictId,
  back,
}: {
  verdictId: string
  back?: (() => void) | undefined
}) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [ready, setReady] = useState(false)
  const [packing, setPacking] = useState(false)
  const mayPack = usePermit()('evidence:export')
  const path = `/dossiers/${verdictId}.html`
  return (
    <section className="dossier" aria-label="Dossier">
      <div className="bar">
        {back && <Button onClick={back}>All matches</Button>}
        <span className="spacer" />
        <Link className="btn" to={`/verdicts/${verdictId}`}>
          Open verdict
        </Link>
        <Button disabled={!ready} onClick={() => frame.current?.contentWindow?.print()}>
          Print
        </Button>
        <a className="btn withicon" href={`${path}?download`} download>
          <Icon name="down" /> Download
        </a>
        {mayPack && (
          <Button kind="primary" onClick={() => setPacking(true)}>
            Evidence package
          </Button>
        )}
      </div>
      <iframe
        key={verdictId}
        ref={frame}
        src={path}
        title={`Dossier of verdict ${verdictId}`}
        sandbox="allow-same-origin allow-modals"
        onLoad={() => setReady(true)}
      />
      {packing && <MakeEvidence of={{ verdictId }} onClose={() => setPacking(false)} />}
    </section>
  )
}
