import { useState } from 'react'
import { Link } from 'react-router'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Icon } from '../parts/Icon.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { MakeEvidence } from './MakeEvidence.js'
import { useDossier } from './useDossier.js'

/** The dossier as it is printed and packed: a page of the server's in a frame that runs nothing. */
export function DossierFrame({
  verdictId,
  back,
}: {
  verdictId: string
  back?: (() => void) | undefined
}) {
  const [packing, setPacking] = useState(false)
  const mayPack = usePermit()('evidence:export')
  const path = `/dossiers/${encodeURIComponent(verdictId)}.html`
  const dossier = useDossier(path)
  return (
    <section className="dossier" aria-label="Dossier">
      <div className="bar">
        {back && <Button onClick={back}>All matches</Button>}
        <span className="spacer" />
        {!dossier.error && (
          <>
            <Link className="btn" to={`/verdicts/${verdictId}`}>
              Open verdict
            </Link>
            <Button disabled={!dossier.here} onClick={dossier.print}>
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
          </>
        )}
      </div>
      {dossier.error?.code === 'VERDICT_UNKNOWN' ? (
        <Empty title="There is no such verdict">
          <p>It was never recorded here, or it is not for your roles. Ask again above.</p>
        </Empty>
      ) : dossier.error ? (
        <Failed error={dossier.error} again={dossier.again} />
      ) : (
        <div className="paper">
          {!dossier.here && <Bones lines={16} label="making the dossier" />}
          <iframe
            key={dossier.attempt}
            ref={dossier.frame}
            className={dossier.here ? undefined : 'coming'}
            src={path}
            title={`Dossier of verdict ${verdictId}`}
            sandbox="allow-same-origin allow-modals"
            onLoad={dossier.onLoad}
          />
        </div>
      )}
      {packing && <MakeEvidence of={{ verdictId }} onClose={() => setPacking(false)} />}
    </section>
  )
}
