import { describe, expect, test } from '@jest/globals'
import { lintFiles } from '../lint/lint-policy.js'
import { readPolicyManifest } from '../policy-manifest.js'
import { decideCommit, draftCommit } from '../decide-commit.js'
import { policyFromTemplate, policyTemplates, templateNames } from './policy-templates.js'

describe.each(templateNames)('a policy from the template %s', (template) => {
  const files = policyFromTemplate(template, 'ticket-touting')

  test('has nothing the lint warns of, and a manifest with its rules', () => {
    const remarks = lintFiles(files, { policy: 'ticket-touting', tokens: 450 })
    expect(remarks.filter(({ severity }) => severity !== 'hint')).toEqual([])
    expect(readPolicyManifest(files.manifestYaml ?? '')).toMatchObject({
      kind: 'manifest',
      manifest: { title: 'Ticket touting', rules: [{ code: 'TT-1.1' }, {}, { code: 'TT-0.1' }] },
    })
  })

  test('may be committed as it is', () => {
    const { text, manifestYaml, cases } = files
    const author = { id: 'ann', name: 'Ann' }
    const request = { policy: 'ticket-touting', text, message: 'Begin', author }
    const whole = { ...request, manifestYaml: manifestYaml ?? '', cases: cases ?? '' }
    const draft = draftCommit(whole, new Date(0))
    expect(decideCommit(draft, null, { versions: [], publications: [] }, 450)).toBe(draft)
  })
})

test('every template says what it is for; a policy without a name yet has codes all the same', () => {
  expect(policyTemplates.map(({ name }) => name)).toEqual([...templateNames])
  expect(policyFromTemplate('criteria', '').text).toContain('- NP-1.1 ')
  expect(policyFromTemplate('criteria', 'spam').text).toContain('- SP-1.1 ')
})
