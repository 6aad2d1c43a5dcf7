import { WrongUse } from './faults.mjs'
import { parseKey } from './notes.mjs'

export const usage = `Verifies Assize evidence offline: an unpacked evidence package, or one proof with its record.

  node verify.mjs PACKAGE_FOLDER --key VKEY
  node verify.mjs NAME.tlog-proof --key VKEY [--record NAME.record.json]

  --key VKEY        the log's public key, from where you trust it: not out of the package. May be repeated.
  --witness VKEY    the public key of a witness whose cosignature counts. May be repeated.
  --witnesses N     how many different witnesses must have signed each checkpoint (default 0)
  --json            the answer as JSON

Exit code 0: everything holds. 1: something does not, and the first such thing is named. 2: wrong use.`

export function argumentsOf(argv) {
  const options = {
    keys: [],
    witnesses: [],
    required: 0,
    json: false,
    path: undefined,
    record: undefined,
  }
  const rest = [...argv]
  const next = (name) => rest.shift() ?? wrong(`${name} needs a value`)
  while (rest.length > 0) {
    const word = rest.shift()
    if (word === '--key') options.keys.push(parseKey(next(word)))
    else if (word === '--witness') options.witnesses.push(parseKey(next(word)))
    else if (word === '--witnesses') options.required = Number(next(word))
    else if (word === '--record') options.record = next(word)
    else if (word === '--json') options.json = true
    else if (word.startsWith('-') || options.path !== undefined) wrong(`unknown: ${word}`)
    else options.path = word
  }
  if (options.path === undefined) wrong('name a package folder or a .tlog-proof file')
  if (options.keys.length === 0)
    wrong(
      'give the public key of the log with --key; one that comes with the evidence proves nothing',
    )
  if (!Number.isInteger(options.required) || options.required < 0)
    wrong('--witnesses takes a whole number')
  return options
}

export function wrong(why) {
  throw new WrongUse(why)
}
