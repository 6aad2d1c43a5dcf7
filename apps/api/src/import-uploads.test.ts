import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunningApi, type LoggedIn } from './fixtures/running-api.js'

let api: RunningApi
let steward: LoggedIn
const dataDir = mkdtempSync(join(tmpdir(), 'assize-uploads-'))
beforeAll(async () => {
  api = await RunningApi.start({ ASSIZE_DATA_DIR: dataDir })
  steward = await api.login('data-steward')
})
afterAll(async () => {
  await api.close()
  rmSync(dataDir, { recursive: true })
})

const bytes = 'application/octet-stream'
const headersOf = ({ cookie, csrf }: LoggedIn) => ({ cookie, 'x-csrf-token': csrf })

interface Answer {
  readonly uploadId?: string
  readonly code?: string
}

async function send(
  method: string,
  path: string,
  body?: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = headersOf(steward),
) {
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': bytes }
  const init = { method, headers: { ...type, ...headers }, ...(body === undefined ? {} : { body }) }
  const response = await fetch(`${api.url}${path}`, init)
  return { status: response.status, ...((await response.json()) as Answer) }
}

const begin = async (): Promise<string> =>
  (await send('POST', '/imports/uploads')).uploadId ?? 'none'

const importUpload = (caller: LoggedIn, uploadId: string) =>
  api.ask(
    caller,
    `mutation ($input: ImportTracesInput!) { importTraces(input: $input) {
       __typename ... on ImportRun { id state name } ... on Refusal { code message } } }`,
    { input: { uploadId } },
  )

test('a steward sends a bundle and asks for its import', async () => {
  const id = await begin()
  const index = [{ policy_version: 'a@1', policy_id: 'a', file: 'policies/a--1.txt' }]
  for (const [file, text] of [
    ['traces.jsonl', '{}\n'],
    ['policies/index.json', JSON.stringify(index)],
    ['policies/a--1.txt', 'Answer with exactly one word: VALID or INVALID.'],
  ] as const)
    expect(
      await send('PUT', `/imports/uploads/${id}?file=${encodeURIComponent(file)}`, text),
    ).toMatchObject({ status: 200, sizeBytes: text.length })
  const { data } = await importUpload(steward, id)
  expect(data?.['importTraces']).toMatchObject({
    __typename: 'ImportRun',
    ...{ state: 'running', name: 'upload' },
  })
  const { data: listed } = await api.ask(steward, '{ importRuns { name state startedAt } }')
  expect(listed?.['importRuns']).toMatchObject([{ name: 'upload' }])
})

test.each([
  ['no such file', 'PUT', '?file=../../x', 'x', 400, 'UPLOAD_REFUSED'],
  ['no file', 'PUT', '', 'x', 400, 'UPLOAD_REFUSED'],
  ['two files', 'PUT', '?file=traces.jsonl&file=x', 'x', 400, 'UPLOAD_REFUSED'],
  ['too large', 'PUT', '?file=policies/a.txt', 'x'.repeat(2 ** 21), 413, 'UPLOAD_TOO_LARGE'],
])('%s is refused by code', async (_, method, query, body, status, code) => {
  expect(await send(method, `/imports/uploads/${await begin()}${query}`, body)).toMatchObject({
    status,
    code,
  })
})

test('an upload of nobody, or of somebody else, is not there', async () => {
  const id = await begin()
  const other = await api.login('admin')
  expect(await send('PUT', '/imports/uploads/none?file=traces.jsonl', 'x')).toMatchObject({
    ...{ status: 404, code: 'UPLOAD_UNKNOWN' },
  })
  expect((await importUpload(other, id)).data?.['importTraces']).toMatchObject({
    code: 'FORBIDDEN',
  })
})

test('only those who may import may send, and only with their token', async () => {
  const reviewer = headersOf(await api.login('reviewer'))
  expect(await send('POST', '/imports/uploads', undefined, reviewer)).toMatchObject({
    ...{ status: 403, code: 'FORBIDDEN' },
  })
  const { cookie } = steward
  expect(await send('POST', '/imports/uploads', undefined, { cookie })).toMatchObject({
    ...{ status: 403, code: 'CSRF_REFUSED' },
  })
  expect(await send('POST', '/imports/uploads', undefined, {})).toMatchObject({ status: 401 })
})

test('plain bytes are read there and nowhere else', async () => {
  const path = `/imports/uploads/${await begin()}?file=traces.jsonl`
  const json = { ...headersOf(steward), 'content-type': 'application/json' }
  expect(await send('PUT', path, '{}', json)).toMatchObject({ status: 400, code: 'UPLOAD_REFUSED' })
  const asBytes = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': bytes },
    body: '{}',
  })
  expect(asBytes.status).toBe(415)
})

test('a path outside of what may be read is refused without a look', async () => {
  const { data } = await api.ask(
    steward,
    `mutation { importTraces(input: { path: "/etc" }) { ... on Refusal { code } } }`,
  )
  expect(data?.['importTraces']).toEqual({ code: 'PATH_REFUSED' })
})
