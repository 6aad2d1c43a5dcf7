import { flushPacket, packet } from './pkt-line.js'
import type { RefsNow } from './describe-push.js'

const capabilities = [
  'report-status',
  'delete-refs',
  'side-band-64k',
  'quiet',
  'atomic',
  'ofs-delta',
  'object-format=sha1',
  'agent=assize',
].join(' ')

/**
 * The refs a client may push to, with what we can. A push is taken whole or not at all, which is what `atomic` asks for.
 * Source: gitprotocol-http and gitprotocol-capabilities.
 */
export function receiveAdvertisement(refs: RefsNow): Buffer {
  const [first = [`capabilities^{}`, '0'.repeat(40)], ...others] = [...refs]
  return Buffer.concat([
    packet('# service=git-receive-pack\n'),
    flushPacket,
    packet(`${first[1]} ${first[0]}\0${capabilities}\n`),
    ...others.map(([name, oid]) => packet(`${oid} ${name}\n`)),
    flushPacket,
  ])
}
