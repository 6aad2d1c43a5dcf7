import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { sha256 } from './digests.mjs'
import { Fault, Unsigned, WrongUse } from './faults.mjs'
import { bytes } from './json.mjs'

export function parseKey(vkey) {
  const [name, id, ...rest] = vkey.split('+')
  const typed = Buffer.from(rest.join('+'), 'base64')
  const derived = sha256(`${name}\n`, typed).subarray(0, 4).toString('hex')
  if (!name || typed.length !== 33 || ![1, 4].includes(typed[0]) || derived !== id)
    throw new WrongUse(`not a verifier key: ${JSON.stringify(vkey)}`)
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), typed.subarray(1)])
  return {
    name,
    id,
    type: typed[0],
    key: createPublicKey({ key: der, format: 'der', type: 'spki' }),
  }
}

/** Ed25519 over the text; a witness (type 4) signs its time before the text. */
function holds({ type, key }, text, signature) {
  if (type === 1) return signature.length === 64 && verifySignature(null, text, key, signature)
  if (signature.length !== 72) return false
  const stamped = `cosignature/v1\ntime ${signature.readBigUInt64BE()}\n`
  return verifySignature(
    null,
    Buffer.concat([Buffer.from(stamped), text]),
    key,
    signature.subarray(8),
  )
}

export function openCheckpoint(note, trust, where) {
  const end = note.lastIndexOf('\n\n') + 1
  const text = note.slice(0, end)
  const [origin, size, root, ...rest] = text.split('\n')
  const rootHash = bytes(root ?? '', 32)
  if (end === 0 || !/^(0|[1-9]\d{0,18})$/.test(size ?? '') || !rootHash || rest.at(-1) !== '')
    throw new Fault(where, 'the checkpoint is malformed')
  const signed = new Map()
  for (const line of note
    .slice(end + 1)
    .split('\n')
    .slice(0, -1)) {
    const [, name, base64] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? []
    const both = bytes(base64 ?? '')
    if (!both || both.length < 5)
      throw new Fault(where, 'a signature of the checkpoint is malformed')
    const id = both.subarray(0, 4).toString('hex')
    const known = [...trust.keys, ...trust.witnesses].find(
      (key) => key.name === name && key.id === id,
    )
    if (!known) continue
    if (!holds(known, Buffer.from(text), both.subarray(4)))
      throw new Fault(
        where,
        `the signature of ${name} does not fit the checkpoint: it was altered, or never signed`,
      )
    signed.set(known, both.subarray(4))
  }
  if (!trust.keys.some((key) => signed.has(key) && key.type === 1 && key.name === origin))
    throw new Unsigned(where, `the checkpoint of ${origin} is not signed by the key you gave`)
  const witnesses = trust.witnesses.filter((key) => signed.has(key) && key.type === 4)
  if (new Set(witnesses.map(({ name }) => name)).size < trust.required)
    throw new Fault(
      where,
      `${witnesses.length} of the ${trust.required} witnesses asked for signed the checkpoint`,
    )
  const seen = witnesses.map((key) => ({
    name: key.name,
    seconds: Number(signed.get(key).readBigUInt64BE()),
  }))
  return { origin, size: BigInt(size), root: rootHash, witnesses: seen }
}
