import { flushPacket, onBand, packet } from './pkt-line.js'
import { refuses, type PushRemark } from './push-gate.js'
import type { PushRequest } from './push-request.js'

export interface PushAnswer {
  readonly remarks: readonly PushRemark[]
  /** Why nothing was moved; null where everything was. */
  readonly refusal: string | null
}

const mostTold = 100

/**
 * The answer to a push: one line a ref for the client, and what there is to say for the person at the terminal.
 * Source: git's pack-protocol, "Report Status", and protocol-capabilities, "side-band-64k".
 */
export function pushReport(request: PushRequest, answer: PushAnswer): Buffer {
  const bands = request.capabilities.has('side-band-64k')
  const words = bands ? [...onBand(2, Buffer.from(tellRemarks(answer.remarks)))] : []
  if (!request.capabilities.has('report-status')) return Buffer.concat([...words, flushPacket])
  const status = Buffer.concat([
    packet('unpack ok\n'),
    ...request.commands.map(({ ref }) => packet(statusOf(ref, answer))),
    flushPacket,
  ])
  return bands ? Buffer.concat([...words, ...onBand(1, status), flushPacket]) : status
}

function statusOf(ref: string, { remarks, refusal }: PushAnswer): string {
  if (refusal === null) return `ok ${ref}\n`
  const errors = remarks.filter(refuses)
  const own = errors.find((error) => error.ref === ref) ?? errors.find((error) => !error.ref)
  return `ng ${ref} ${oneLine(own ? own.message : refusal)}\n`
}

/** One line each, the places first, as compilers write them. */
function tellRemarks(remarks: readonly PushRemark[]): string {
  const told = remarks.slice(0, mostTold).map((remark) => `${oneLine(lineOf(remark))}\n`)
  const left = remarks.length - told.length
  return told.join('') + (left > 0 ? `and ${left} more\n` : '')
}

function lineOf({ severity, path, line, column, code, message }: PushRemark): string {
  const place = [path, line, column].filter((part) => part !== undefined).join(':')
  return `${place ? `${place}: ` : ''}${severity}: ${message} [${code}]`
}

/** Nothing a client sent moves the cursor of whoever reads this. */
const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, ' ').slice(0, 1000)
