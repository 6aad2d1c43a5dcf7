/**
 * An OpenAI-compatible endpoint that answers at once and always the same: what is left is the caller's
 * own cost. Prints its port.
 */
import { createServer } from 'node:http'

const trace = Array.from(
  { length: 12 },
  (_, n) =>
    `Step ${n + 1}: the message is read against rule SP-1.1, repeated promotion, and nothing in it asks anybody to buy or to follow a link.`,
).join(' ')
const answer = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-mock',
    object: 'chat.completion',
    model: 'mock',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'VALID', reasoning: trace },
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 900, completion_tokens: 260, total_tokens: 1160 },
  }),
)
const models = Buffer.from(JSON.stringify({ object: 'list', data: [{ id: 'mock' }] }))
const json = (length) => ({ 'content-type': 'application/json', 'content-length': length })

const server = createServer((request, response) => {
  const body = request.method === 'POST' ? answer : models
  request.resume()
  request.once('end', () => response.writeHead(200, json(body.length)).end(body))
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
process.once('disconnect', () => process.exit())
