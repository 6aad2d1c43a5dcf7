import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { rm } from 'node:fs/promises'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { unkeyedPromptDigest } from '@assize/classification'
import { Importing } from '../fixtures/importing.js'
import { aTraceLine, ticketVersions, writeBundle } from '../fixtures/written-bundle.js'

let fresh: FreshDatabase
let importing: Importing
let folder: string

beforeAll(async () => {
  fresh = await freshDatabase()
  importing = await Importing.open(fresh.url, { worker: true })
  folder = await writeBundle([aTraceLine(1)])
}, 60_000)
afterAll(async () => {
  await importing.close()
  await fresh.close()
  await rm(folder, { recursive: true, force: true })
})

const recorded = async () => {
  const [row] = await importing.database.query<{ digest: string }>(
    'SELECT prompt_digest AS digest FROM record_verdict',
  )
  return row?.digest
}

test('a verdict imported before the digest of its prompt was keyed is known again', async () => {
  const text = ticketVersions[0]?.text?.trimEnd() ?? ''
  const messages = [{ role: 'system', content: text }, ...aTraceLine(1).messages]
  const former = unkeyedPromptDigest(messages)
  expect(await importing.run(folder)).toMatchObject({ recorded: 1 })
  const keyed = await recorded()
  expect(keyed).toMatch(/^[0-9a-f]{64}$/)
  expect(keyed).not.toBe(former)
  await makeItOlder(former)
  expect(await importing.run(folder)).toMatchObject({ recorded: 0, present: 1, problemCount: 0 })
  expect(await recorded()).toBe(former)
  await makeItOlder('0'.repeat(64))
  expect(await importing.run(folder)).toMatchObject({ recorded: 0, present: 0, problemCount: 1 })
}, 60_000)

/** As the owner of the table, who alone can stop the trigger. */
const makeItOlder = (digest: string) =>
  importing.database.transaction(async (tx) => {
    await tx.query('SET LOCAL ROLE NONE')
    await tx.query('ALTER TABLE record_verdict DISABLE TRIGGER USER')
    await tx.query('UPDATE record_verdict SET prompt_digest = $1', [digest])
    await tx.query('ALTER TABLE record_verdict ENABLE TRIGGER USER')
  })
