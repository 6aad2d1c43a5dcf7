import { expect, test } from '@jest/globals'
import { lockFileFaults } from '../steps/lock-file.mjs'
import { inAHouse } from './a-house.mjs'

const faultsOf = (packages, manifest = {}) =>
  inAHouse(
    {
      'package.json': {},
      'libs/policy/package.json': manifest,
      'package-lock.json': { packages: { '': {}, 'libs/policy': {}, ...packages } },
    },
    lockFileFaults,
  )

test('a lock that serves every platform and names no registry has no faults', async () => {
  const packages = {
    'node_modules/parser': { optionalDependencies: { 'parser-linux': '1', 'parser-mac': '1' } },
    'node_modules/parser-linux': { optional: true },
    'node_modules/parser/node_modules/parser-mac': { optional: true },
    'libs/policy': { dependencies: { parser: '1', zod: '4' } },
  }
  expect(await faultsOf(packages, { dependencies: { zod: '4', parser: '1' } })).toEqual([])
})

test('an optional build without an entry would end npm ci elsewhere', async () => {
  const packages = { 'node_modules/parser': { optionalDependencies: { 'parser-mac': '1' } } }
  expect(await faultsOf(packages)).toEqual([
    'node_modules/parser wants parser-mac on some platform and the lock has no entry for it',
  ])
})

test('a resolved address ties the lock to one registry', async () => {
  const packages = { 'node_modules/zod': { resolved: 'https://registry.example/zod.tgz' } }
  expect(await faultsOf(packages)).toEqual([
    'node_modules/zod is tied to registry.example: see .npmrc',
  ])
})

test('a manifest the lock has not caught up with is named', async () => {
  expect(await faultsOf({}, { dependencies: { zod: '4' } })).toEqual([
    'libs/policy: dependencies differ from package-lock.json: run npm install',
  ])
})
