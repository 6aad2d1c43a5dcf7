import { actWords } from './trail-words.js'

/** Verbs whose infinitive is not the participle without `ed`. */
const irregular: Readonly<Record<string, string>> = {
  ...{ begun: 'begin', built: 'build', cancelled: 'cancel', committed: 'commit', drawn: 'draw' },
  ...{ left: 'leave', logged: 'log', made: 'make', read: 'read', saw: 'see', set: 'set' },
  ...{ took: 'take' },
}

/** What the infinitive of these ends in is lost in `ed`. */
const endsInE =
  /(?:approv|chang|creat|decid|delet|eras|lodg|plac|receiv|refus|releas|remov|revers|revok|sav|us)ed$/

/** `made the dossier` as what somebody tried: `make the dossier`. */
export function triedWords(action: string): string {
  const [verb = '', ...rest] = actWords(action).split(' ')
  return [infinitive(verb), ...rest].join(' ')
}

function infinitive(verb: string): string {
  const known = irregular[verb]
  if (known) return known
  if (verb.endsWith('ied')) return `${verb.slice(0, -3)}y`
  if (endsInE.test(verb)) return verb.slice(0, -1)
  return verb.endsWith('ed') ? verb.slice(0, -2) : verb
}
