/** The signature of a commit or tag, and the bytes it was made over. */
export interface SignedBytes {
  readonly signed: Buffer
  /** As it stands there, armour and all. */
  readonly signature: string
}

const tagArmour = /^-----BEGIN (?:SSH|PGP) (?:SIGNATURE|MESSAGE)-----$/m

/**
 * Takes the signature out of a commit: a header, whose further lines begin with a space. Null for one that has none, or two.
 * Source: gitformat-signature.
 */
export function splitSignedCommit(content: Uint8Array): SignedBytes | null {
  const text = Buffer.from(content).toString('latin1')
  const end = text.indexOf('\n\n') + 1
  const found = [...text.slice(0, end).matchAll(/^gpgsig (.*\n(?: .*\n)*)/gm)]
  const [header] = found
  if (!header || found.length > 1) return null
  const signed = text.slice(0, header.index) + text.slice(header.index + header[0].length)
  const signature = (header[1] ?? '').replaceAll(/^ /gm, '')
  return { signed: Buffer.from(signed, 'latin1'), signature }
}

/** Takes the signature off a tag, at whose end it stands. */
export function splitSignedTag(content: Uint8Array): SignedBytes | null {
  const text = Buffer.from(content).toString('latin1')
  const at = text.search(tagArmour)
  if (at < 0) return null
  return { signed: Buffer.from(text.slice(0, at), 'latin1'), signature: text.slice(at) }
}

/** Puts a signature into the headers of a commit that has none. */
export function signedCommit(content: Buffer, signature: string): Buffer {
  const end = content.indexOf('\n\n') + 1
  const header = `gpgsig ${signature.trimEnd().replaceAll('\n', '\n ')}\n`
  return Buffer.concat([content.subarray(0, end), Buffer.from(header), content.subarray(end)])
}
