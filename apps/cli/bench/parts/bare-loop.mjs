/**
 * What anybody writes first: the `openai` SDK, so many calls at a time, nothing kept. Runs for as many
 * calls as it is sent and answers with the milliseconds they took.
 */
import OpenAI from 'openai'

const [, , baseURL, concurrency] = process.argv
const client = new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 })

async function call(policy, content) {
  const { choices } = await client.chat.completions.create({
    model: 'mock',
    temperature: 0,
    reasoning_effort: 'low',
    messages: [
      { role: 'system', content: policy },
      { role: 'user', content },
    ],
  })
  if (choices[0]?.message.content !== 'VALID') throw new Error('the mock endpoint did not answer')
}

process.on('message', async ({ policy, contents }) => {
  const start = performance.now()
  let next = 0
  const lane = async () => {
    while (next < contents.length) await call(policy, contents[next++])
  }
  await Promise.all(Array.from({ length: Number(concurrency) }, lane))
  process.send(performance.now() - start)
})
process.once('disconnect', () => process.exit())
