import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { MemoryPolicyStore } from './memory-policy-store.js'
import { describePolicyStore } from './policy-store.contract.js'

const clock = new SystemClock()
const ids = new IdSource(clock, new SystemRandomness())

describePolicyStore('in memory', () => Promise.resolve(new MemoryPolicyStore(ids, clock)))
