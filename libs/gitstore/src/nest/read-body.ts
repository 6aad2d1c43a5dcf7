import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { GitError } from '../index.js'

const unzip = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip)

/**
 * The whole body of a request, unpacked where it came packed, and never more than `mostBytes` of it. What is left of one
 * that is too long stays unread, so that it can still be answered.
 */
export async function readBody(
  chunks: Readable,
  encoding: string | undefined,
  mostBytes: number,
): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > mostBytes) throw tooLarge(mostBytes)
    parts.push(chunk)
  }
  const body = Buffer.concat(parts)
  if (encoding === undefined || encoding === 'identity') return body
  if (encoding !== 'gzip' && encoding !== 'x-gzip')
    throw new GitError('REQUEST_REFUSED', 'expected a body in gzip or as it is')
  try {
    return await unzip(body, { maxOutputLength: mostBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(mostBytes)
    throw new GitError('REQUEST_REFUSED', 'expected a body in gzip', {}, { cause: error })
  }
}

const tooLarge = (mostBytes: number) =>
  new GitError('REQUEST_TOO_LARGE', `expected at most ${mostBytes} bytes of request`, { mostBytes })
