import { expect, test } from '@jest/globals'
import { ESLint } from 'eslint'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tseslint from 'typescript-eslint'
import { refForObjectFields } from '../lint/ref-for-object-fields.mjs'

const source = `
type Ref<T> = T
declare function Field(type: () => unknown): PropertyDecorator
declare const Outcome: object
type Outcome = 'violates' | 'allowed'
class Policy {}
export class Verdict {
  @Field(() => Policy) bare!: Policy
  @Field(() => Policy) wrapped!: Ref<Policy>
  @Field(() => [Policy]) list!: Policy[]
  @Field(() => Policy) nullable!: Policy | null
  @Field(() => Outcome) outcome!: Outcome
  @Field(() => String) word!: string
  undecorated!: Policy
}
`

test('a field typed by a bare class is refused; a Ref, a list, a union and a scalar are not', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'assize-lint-')))
  try {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ include: ['*.ts'] }))
    writeFileSync(join(folder, 'verdict.ts'), source)
    const eslint = new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: {
        files: ['**/*.ts'],
        languageOptions: {
          parser: tseslint.parser,
          parserOptions: { projectService: true, tsconfigRootDir: folder },
        },
        plugins: { assize: { rules: { ref: refForObjectFields } } },
        rules: { 'assize/ref': 'error' },
      },
    })
    const [{ messages }] = await eslint.lintFiles(['verdict.ts'])
    expect(messages.map(({ message }) => message)).toEqual([
      'write `bare: Ref<Policy>`: a bare class here is read at load, before it may exist',
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
