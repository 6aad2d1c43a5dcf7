/**
 * What a caller of `classify` waits for beyond the model: the way in, the queue, the record and the
 * answer, at half of the calls a second the product can bear, with a model that answers at once.
 */
import autocannon from 'autocannon'
import { setTimeout as sleep } from 'node:timers/promises'
import { startMockEndpoint } from './parts/child.mjs'
import { classify, someContents, startProductOn } from './parts/product.mjs'

const concurrency = 32
const seconds = 10

const endpoint = await startMockEndpoint()
const product = await startProductOn(endpoint.baseUrl, concurrency)
const call = { method: 'POST', headers: product.headers, body: classify(someContents(1)[0]) }
try {
  await mostASecond()
  const most = await mostASecond()
  const waited = await waitedAt(most / 2)
  const percentile = (share) => `${waited[Math.floor(share * (waited.length - 1))].toFixed(1)} ms`
  console.log(`  ${Math.round(most)} calls of classify a second at most, ${concurrency} at a time`)
  console.log(`  at half of that: p50 ${percentile(0.5)}   p95 ${percentile(0.95)}`)
  console.log('  budget 10 and 25 ms, without HTTP and GraphQL, which are in here')
} finally {
  await product.stop()
  endpoint.stop()
}

/** As fast as answers come. */
async function mostASecond() {
  const options = { url: product.url, connections: concurrency, duration: seconds, ...call }
  const { errors, non2xx, requests } = await autocannon(options)
  if (errors + non2xx > 0) throw new Error(`${errors + non2xx} of ${requests.total} calls failed`)
  return requests.average
}

/** Evenly spread, whether answers come or not; milliseconds waited, shortest first. */
async function waitedAt(perSecond) {
  const calls = []
  const begun = performance.now()
  for (let n = 0; n < perSecond * seconds; n++) {
    await sleep(begun + (n / perSecond) * 1000 - performance.now())
    calls.push(waitedOnce())
  }
  return Float64Array.from(await Promise.all(calls)).sort()
}

async function waitedOnce() {
  const begun = performance.now()
  const response = await fetch(product.url, call)
  const { data } = await response.json()
  if (data?.classify.__typename !== 'Verdict') throw new Error('a call got no verdict')
  return performance.now() - begun
}
