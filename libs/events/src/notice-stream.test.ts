import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { NoticeStream } from './notice-stream.js'

const notice = (n: number) => ({ type: 't', subject: String(n), payload: {} })

async function readAll(stream: NoticeStream, count: number): Promise<string[]> {
  const read: string[] = []
  for (let i = 0; i < count; i++)
    read.push(((await stream.next()).value as { subject: string }).subject)
  return read
}

test('what is heard is read once and in order, whichever comes first', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async (readsFirst) => {
      const stream = new NoticeStream()
      const reads: Promise<IteratorResult<unknown>>[] = []
      readsFirst.forEach((first, n) => {
        if (first) reads.push(stream.next())
        stream.push(notice(n))
        if (!first) reads.push(stream.next())
      })
      const read = (await Promise.all(reads)).map(({ value }) => value as object)
      expect(read).toEqual(readsFirst.map((_, n) => notice(n)))
    }),
  )
})

test('one who reads too slowly loses the oldest and nothing else', async () => {
  const stream = new NoticeStream(undefined, 3)
  for (const n of [1, 2, 3, 4, 5]) stream.push(notice(n))
  expect(await readAll(stream, 3)).toEqual(['3', '4', '5'])
})

test('a read that waits is answered when the stream ends, and nothing is heard after', async () => {
  let endings = 0
  const stream = new NoticeStream(() => endings++)
  const waiting = stream.next()
  await stream.return()
  stream.end()
  stream.push(notice(1))
  expect(await waiting).toEqual({ done: true, value: undefined })
  expect(await stream.next()).toEqual({ done: true, value: undefined })
  expect(endings).toBe(1)
})
