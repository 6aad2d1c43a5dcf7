import { expect, test } from '@jest/globals'
import { announcement } from './announcement.js'
import { readStartSettings } from './start-settings.js'

const url = 'http://127.0.0.1:3000'
const said = (env: NodeJS.ProcessEnv, isNew = true) =>
  announcement(readStartSettings(env), { url, isNew })

test('a first start offers the bundle it was told of, a later one does not', () => {
  const env = { ASSIZE_TRACES: '/' }
  expect(said(env)).toContain('npx assize import --traces /')
  expect(said(env, false)).not.toContain('import')
})

test('a bundle named from here is offered by a path that leads to it from here', () => {
  const { traces } = readStartSettings({ ASSIZE_TRACES: '.' })
  expect(traces).toBe(process.cwd())
})

test('says where it runs, how to get in and how to stop it', () => {
  const text = said({ ASSIZE_DATA_DIR: '/srv/assize' })
  expect(text).toContain(`Assize is ready at ${url}`)
  expect(text).toContain('credentials.json')
  expect(text).toContain('Ctrl-C stops it.')
})
