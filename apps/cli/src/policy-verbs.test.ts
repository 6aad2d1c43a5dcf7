import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startProduct, type Product } from '@assize/testing/product'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runVerb, type Said } from './fixtures/run-verb.js'

let product: Product
let folder: string
const here = (...args: string[]): Promise<Said> =>
  runVerb(args, { ASSIZE_DATA_DIR: product.dataDir })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assize-pack-'))
  product = await startProduct({ ASSIZE_SEED: 'none' })
}, 240_000)
afterAll(async () => {
  await product.stop()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

const first =
  '# Gifts\n\nAnswer with exactly one word, VALID or INVALID.\n\n- GF-1.1 Forced: INVALID\n'
const second = `${first}- GF-0.1 Plain: VALID\n`

test('a pack is tried out, made into versions once, and handed to other tools', async () => {
  const pack = join(folder, 'gifts', 'policy')
  mkdirSync(pack, { recursive: true })
  writeFileSync(join(pack, 'policy_v001.md'), first)
  writeFileSync(join(pack, 'policy_v002.md'), second)
  writeFileSync(join(pack, 'cases.csv'), 'content,label\n"a chair, 40",valid\n')
  const told = ['--source', 'https://packs.example', '--licence', 'CC0-1.0']

  const tried = await runVerb(['policy', 'import', folder, ...told, '--dry-run'])
  expect(tried).toMatchObject({ code: 0, err: '' })
  expect(tried.out).toMatch(/^gifts: 2 versions, 2 rules, 1 cases, laid out as other$/m)

  const made = await here('policy', 'import', folder, ...told, '--only', 'gifts')
  expect(made).toMatchObject({ code: 0, err: '' })
  const again = await here('policy', 'import', folder, ...told)
  expect(again).toMatchObject({ code: 0, out: 'gifts: there already\n' })

  const as = (format: string) => here('policy', 'export', 'gifts', 'v2', '--as', format)
  const [preset, modelfile, curl] = await Promise.all(
    ['lmstudio-preset', 'ollama-modelfile', 'curl'].map(as),
  )
  expect(JSON.parse(preset?.out ?? '')).toMatchObject({
    operation: { fields: [{ value: second }, {}, {}, {}] },
  })
  expect(modelfile?.out).toContain(`SYSTEM """${second}"""`)
  expect(curl?.out).toContain('/chat/completions')

  const tested = await here('policy', 'test', 'gifts', '--ref', 'v2', '--repeats', '2', '--json')
  const { policies } = JSON.parse(tested.out) as { policies: Record<string, unknown>[] }
  expect(policies).toMatchObject([
    {
      ...{ policy: 'gifts', simulated: true, repeats: 2, failure: null },
      summary: { cases: 1, results: 2 },
      cases: [{ index: 0, results: [{ repeat: 1 }, { repeat: 2 }] }],
    },
  ])
  expect(tested.code).toBe(policies[0]?.['passed'] ? 0 : 1)

  const codes = await Promise.all([
    here('policy', 'export', 'gifts', 'v9', '--as', 'curl'),
    here('policy', 'test', 'gifts', '--ref', 'v2', '--endpoint', 'nobody'),
    here('policy', 'import', folder, ...told, '--only', 'nothing'),
    runVerb(['policy', 'import', folder]),
    runVerb(['policy', 'import', join(folder, 'gone'), ...told, '--dry-run']),
  ])
  expect(codes.map(({ code }) => code)).toEqual([1, 1, 2, 2, 2])
}, 120_000)
