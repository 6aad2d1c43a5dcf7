import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database } from '@assize/platform'
import { freshDatabase } from '@assize/testing'
import { describeEndpointStore } from '../endpoint-store.contract.js'
import { PrismaEndpointStore } from './prisma-endpoint-store.js'

describeEndpointStore('in PostgreSQL', async () => {
  const fresh = await freshDatabase()
  const database = new Database({ url: fresh.url, maxConnections: 4 })
  const clock = new SystemClock()
  const outbox = new Outbox(new IdSource(clock, new SystemRandomness()), clock)
  return {
    store: new PrismaEndpointStore(database, outbox),
    reset: async () => {
      await database.query('DELETE FROM endpoint')
    },
    close: async () => {
      await database.close()
      await fresh.close()
    },
  }
})
