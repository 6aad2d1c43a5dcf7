import { visibleCharacters } from './visible-characters.js'

/** Text as it is, never as markup; what does not show is shown as a token. */
export function VisibleText({ text }: { text: string }) {
  return visibleCharacters(text).map((piece, i) =>
    piece.kind === 'text' ? (
      piece.text
    ) : (
      <span key={i} className="tok" title={piece.name} aria-label={piece.name} role="img">
        {piece.code}
      </span>
    ),
  )
}
