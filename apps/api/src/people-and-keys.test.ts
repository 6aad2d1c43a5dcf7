import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { bearer, RunningApi } from './fixtures/running-api.js'

let api: RunningApi
beforeAll(async () => {
  api = await RunningApi.start()
})
afterAll(() => api.close())

const me = '{ me { kind name email roles permissions } }'

test('a person logs in and is known by the cookie', async () => {
  const response = await api.tryLogin('Reviewer@assize.example ', 'correct horse battery')
  expect(response.status).toBe(204)
  const cookie = response.headers.get('set-cookie')
  expect(cookie).toMatch(
    /^assize_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/,
  )
  expect(response.headers.get('x-csrf-token')).toMatch(/^[\w-]{43}$/)
  const answer = await api.ask({ cookie: cookie ?? '' }, me)
  expect(answer.data?.['me']).toMatchObject({
    kind: 'person',
    email: 'reviewer@assize.example',
    roles: ['REVIEWER'],
  })
})
