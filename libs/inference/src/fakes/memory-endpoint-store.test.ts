import type { EndpointStore } from '../endpoint-store.js'
import { describeEndpointStore } from '../endpoint-store.contract.js'
import { MemoryEndpointStore } from './memory-endpoint-store.js'

describeEndpointStore('in memory', () => {
  let store: EndpointStore = new MemoryEndpointStore()
  return Promise.resolve({
    get store() {
      return store
    },
    reset: () => Promise.resolve(void (store = new MemoryEndpointStore())),
    close: () => Promise.resolve(),
  })
})
