import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { freshDatabase } from '@assize/testing'
import { Database } from '@assize/platform'
import { isStorableText } from '@assize/kernel'
import { inlined } from './sql-literals.js'

test('a value put into a statement is the value, whatever it holds', async () => {
  const fresh = await freshDatabase()
  const database = new Database({ url: fresh.url })
  const client = await database.pool.connect()
  try {
    const text = fc.string({ unit: 'binary' }).filter(isStorableText)
    await fc.assert(
      fc.asyncProperty(text, fc.array(text, { maxLength: 3 }), async (one, many) => {
        const statement = inlined('SELECT $1::text AS one, $2::text[] AS many', [one, many], (v) =>
          client.escapeLiteral(v),
        )
        const { rows } = await client.query<{ one: string; many: string[] }>(statement)
        expect(rows[0]).toEqual({ one, many })
      }),
    )
  } finally {
    client.release()
    await database.close()
    await fresh.close()
  }
})

test('a statement gets all the values it names', () => {
  expect(() => inlined('$2', ['a'], String)).toThrow(RangeError)
  expect(inlined('$1 $2 $3', [null, true, [1, 2]], (v) => `'${v}'`)).toBe(`NULL 'true' '{"1","2"}'`)
})
