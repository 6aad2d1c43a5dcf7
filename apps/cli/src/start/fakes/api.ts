import { createServer } from 'node:http'

/** Stands in for the API: ready at once, shows what it was told, dies when asked to. */
const server = createServer((request, response) => {
  if (request.url === '/die') process.exit(3)
  response.setHeader('content-type', 'application/json')
  response.end(request.url === '/env' ? JSON.stringify({ ...process.env, pid: process.pid }) : '{}')
})
if (process.env.FAKE_API_FAILS) {
  console.error(process.env.FAKE_API_FAILS)
  process.exit(1)
}
server.listen(Number(process.env.PORT), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))
