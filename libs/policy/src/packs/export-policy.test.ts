import { execFileSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { exportFormats, exportPolicy, type ExportedPolicy } from './export-policy.js'

const policy = (text: string, title = 'Spam'): ExportedPolicy => ({
  ...{ name: 'spam', version: 'v2', effort: 'medium', title, text },
})

const hostile = fc.stringMatching(/^(?:[\w $`'"\\\n<>&!#%{}é漢]|END_OF_REQUEST\n){0,80}$/u)

test('a preset holds the text as it is', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const preset = JSON.parse(exportPolicy(policy(text), 'lmstudio-preset')) as {
        operation: { fields: { key: string; value: unknown }[] }
      }
      const [prompt] = preset.operation.fields.filter(({ key }) => key.endsWith('systemPrompt'))
      expect(prompt?.value).toBe(text)
    }),
  )
})

test('the request that the shell sends holds the text as it is, and the shell reads none of it', () => {
  const texts = ['it\'s $HOME `id` \\ "x"', 'a\nEND_OF_REQUEST\nid\n', '漢字\n\n<<EOF\n']
  for (const text of texts) {
    const script = exportPolicy(policy(text, 'A title\nrm -rf'), 'curl')
    const sent = execFileSync('sh', ['-c', `curl() { cat; }\n${script}`], { encoding: 'utf8' })
    const { messages } = JSON.parse(sent) as { messages: { content: string }[] }
    expect(messages[0]?.content).toBe(text)
  }
})

test('a Modelfile holds the text between three quotation marks, or says that it cannot', () => {
  const made = exportPolicy(policy('Say "no".\nThen stop.\n'), 'ollama-modelfile', 'mine:120b')
  expect(made).toContain('FROM mine:120b\n')
  expect(made).toContain('SYSTEM """Say "no".\nThen stop.\n"""')
  for (const text of ['a """ b', 'ends in "'])
    expect(() => exportPolicy(policy(text), 'ollama-modelfile')).toThrow(
      expect.objectContaining({ code: 'EXPORT_REFUSED' }),
    )
})

test('a title cannot add a line to any format', () => {
  for (const format of exportFormats)
    expect(exportPolicy(policy('text', 'Spam\nFROM evil\u2028x'), format)).not.toMatch(
      /^FROM evil/m,
    )
})
