import { Icon, type IconName } from '../parts/Icon.js'
import { toWords } from '../words/words.js'

const icons: Readonly<Record<string, IconName>> = {
  PASSED: 'check',
  FAILED: 'cross',
  ERRORED: 'alert',
  QUEUED: 'clock',
  RUNNING: 'clock',
}
const looks: Readonly<Record<string, string>> = {
  PASSED: 'okay',
  FAILED: 'notokay',
  ERRORED: 'notokay',
}

/** How a check stands: mark and word. */
export const CheckState = ({ state }: { state: string }) => (
  <span className={`withicon ${looks[state] ?? ''}`}>
    <Icon name={icons[state] ?? 'clock'} />
    {toWords(state)}
  </span>
)
