import { createHash } from 'node:crypto'

export const sha256 = (...parts) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
export const leafHash = (entry) => sha256(Buffer.of(0), entry)
export const nodeHash = (left, right) => sha256(Buffer.of(1), left, right)

export const commitTo = (salt, text) => sha256('policy-verdict-payload/v1\n', salt, text)
