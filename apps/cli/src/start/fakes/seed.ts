import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Credentials } from '../credentials.js'

/** Stands in for the seed: notes each run, and that the credentials and the database were there. */
const dataDir = process.env.ASSIZE_DATA_DIR ?? ''
const text = readFileSync(join(dataDir, 'credentials.json'), 'utf8')
const { users } = JSON.parse(text) as Credentials
const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
await client.query('select 1 from installation')
await client.end()
const note = { seed: process.env.ASSIZE_SEED, users: Object.keys(users) }
appendFileSync(join(dataDir, 'seed-runs.jsonl'), `${JSON.stringify(note)}\n`)
console.log('1 of 1')
