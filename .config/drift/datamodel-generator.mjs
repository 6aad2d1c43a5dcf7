/**
 * A Prisma generator that writes down the datamodel it is handed. Prisma speaks to generators over
 * JSON lines: requests on stdin, answers on stderr.
 */
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const out = process.env.ASSIZE_DATAMODEL

const answers = {
  getManifest: () => ({ manifest: { prettyName: 'datamodel', defaultOutput: out } }),
  generate: ({ dmmf }) => {
    writeFileSync(out, JSON.stringify(dmmf.datamodel))
    return null
  },
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line)
  process.stderr.write(
    `${JSON.stringify({ jsonrpc: '2.0', id, result: answers[method](params) })}\n`,
  )
})
