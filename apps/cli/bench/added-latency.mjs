/**
 * What a caller of `classify` waits for beyond the model: the way in, the queue, the record and the
 * answer, at half of the load the product can bear, with a model that answers at once.
 */
import autocannon from 'autocannon'
import { startMockEndpoint } from './parts/child.mjs'
import { classify, someContents, startProductOn } from './parts/product.mjs'

const concurrency = 64
const warmUp = 2_000
const seconds = 10

const endpoint = await startMockEndpoint()
const product = await startProductOn(endpoint.baseUrl, concurrency)
try {
  await product.judge(someContents(warmUp))
  const perSecond = (warmUp / (await product.judge(someContents(warmUp)))) * 1000
  const halfLoad = Math.round(perSecond / 2)
  const load = autocannon({
    url: product.url,
    method: 'POST',
    headers: product.headers,
    body: classify(someContents(1)[0]),
    connections: concurrency,
    overallRate: halfLoad,
    duration: seconds,
  })
  const waited = []
  load.on('response', (_client, _status, _bytes, ms) => waited.push(ms))
  const { errors, non2xx, requests } = await load
  if (errors + non2xx > 0) throw new Error(`${errors + non2xx} of ${requests.total} calls failed`)
  const sorted = Float64Array.from(waited).sort()
  const percentile = (share) => `${sorted[Math.floor(share * (sorted.length - 1))].toFixed(1)} ms`
  console.log(`  ${Math.round(requests.average)} calls of classify a second, aimed at ${halfLoad}`)
  console.log(`  p50 ${percentile(0.5)}   p95 ${percentile(0.95)}   (budget 10 and 25)`)
} finally {
  await product.stop()
  endpoint.stop()
}
