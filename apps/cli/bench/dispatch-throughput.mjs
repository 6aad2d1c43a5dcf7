/**
 * From GraphQL to a verdict on disk with its trace and findings, against a bare loop of the `openai`
 * SDK that keeps nothing: the same endpoint, which answers at once, the same texts, the same number of
 * calls at a time, in turns, on the cores there are.
 */
import { availableParallelism } from 'node:os'
import { startBareLoop, startMockEndpoint } from './parts/child.mjs'
import { policy, someContents, startProductOn } from './parts/product.mjs'

const concurrency = 64
const rounds = 3
const calls = 3_000
const warmUp = 1_000

const endpoint = await startMockEndpoint()
const loop = startBareLoop(endpoint.baseUrl, concurrency)
const product = await startProductOn(endpoint.baseUrl, concurrency)
try {
  const bare = (contents) => loop.judge(policy, contents)
  const whole = (contents) => product.judge(contents)
  await bare(someContents(warmUp))
  await whole(someContents(warmUp))
  const perSecond = { bare: [], whole: [] }
  for (let round = 0; round < rounds; round++) {
    perSecond.bare.push((calls / (await bare(someContents(calls)))) * 1000)
    perSecond.whole.push((calls / (await whole(someContents(calls)))) * 1000)
  }
  const expected = warmUp + rounds * calls
  const recorded = await product.countRecorded()
  if (recorded !== expected) throw new Error(`expected ${expected} verdicts, saw ${recorded}`)
  const [plain, ours] = [median(perSecond.bare), median(perSecond.whole)]
  console.log(`  ${availableParallelism()} cores, ${concurrency} calls at a time, ${calls} a round`)
  console.log(`  bare openai loop        ${shown(plain)} calls/s      ${perSecond.bare.map(shown)}`)
  console.log(`  GraphQL in to recorded  ${shown(ours)} verdicts/s   ${perSecond.whole.map(shown)}`)
  console.log(`  ratio                   ${(ours / plain).toFixed(2)}   (budget 0.50)`)
} finally {
  await product.stop()
  loop.stop()
  endpoint.stop()
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

function shown(value) {
  return String(Math.round(value)).padStart(6)
}
