import { Icon, type IconName } from '../parts/Icon.js'
import { standingWords, type Standing as Name } from './run-words.js'

const icons: Readonly<Record<Name, IconName>> = {
  CORRECT: 'check',
  WRONG: 'cross',
  UNDETERMINED: 'alert',
  PENDING: 'clock',
}

/** How a case came out against what was expected: mark and word. */
export const Standing = ({ of }: { of: Name }) => (
  <span className={`withicon nowrap standing ${of.toLowerCase()}`}>
    <Icon name={icons[of]} />
    {standingWords[of]}
  </span>
)
