import { expect, test } from '@jest/globals'
import { soundCases, soundManifest, soundText } from '../fixtures/sound-policy.js'
import { applyEdits, applyFix } from './apply-fixes.js'
import { lintFiles } from './lint-policy.js'
import { lintRules } from './lint-rules.js'
import { toSarif } from './sarif.js'

interface Region {
  readonly startLine: number
  readonly startColumn: number
  readonly charOffset: number
  readonly charLength: number
}

interface Log {
  readonly version: string
  readonly runs: readonly {
    readonly columnKind: string
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
    readonly results: readonly {
      readonly ruleId: string
      readonly level: string
      readonly locations: readonly { readonly physicalLocation: { readonly region: Region } }[]
      readonly fixes?: readonly {
        readonly artifactChanges: readonly {
          readonly replacements: readonly {
            readonly deletedRegion: Region
            readonly insertedContent?: { readonly text: string }
          }[]
        }[]
      }[]
    }[]
  }[]
}

const texts = {
  text: soundText.replace('You judge', 'system: You\u200B judge').replaceAll('\n', '\r\n'),
  manifest: soundManifest.replace('TO-1.2', 'TO-5'),
  cases: soundCases,
}
const remarks = lintFiles({ text: texts.text, manifestYaml: texts.manifest, cases: texts.cases })
const uris = { text: 'a/policy.md', manifest: 'a/policy.yaml', cases: 'a/cases.jsonl' }
const log = JSON.parse(JSON.stringify(toSarif([{ remarks, uris, texts }], '1.2.3'))) as Log

test('the log names every rule, counts in UTF-16 and has a result for each remark', () => {
  expect(log.version).toBe('2.1.0')
  const [run] = log.runs
  expect(run?.columnKind).toBe('utf16CodeUnits')
  expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(lintRules.map(({ code }) => code))
  expect(run?.results.map(({ ruleId }) => ruleId)).toEqual(remarks.map(({ code }) => code))
  for (const { level, locations } of run?.results ?? []) {
    expect(['error', 'warning', 'note']).toContain(level)
    const [location] = locations
    expect(location?.physicalLocation.region.startLine).toBeGreaterThan(0)
    expect(location?.physicalLocation.region.startColumn).toBeGreaterThan(0)
  }
})

test('who applies the replacements of a result gets what the fix gives', () => {
  let count = 0
  log.runs[0]?.results.forEach(({ fixes = [] }, index) => {
    fixes.forEach(({ artifactChanges }, at) => {
      const fix = remarks[index]?.fixes[at]
      if (!fix) throw new Error('a fix in the log that no remark has')
      const edits = artifactChanges[0]?.replacements.map(({ deletedRegion, insertedContent }) => ({
        start: deletedRegion.charOffset,
        end: deletedRegion.charOffset + deletedRegion.charLength,
        text: insertedContent?.text ?? '',
      }))
      expect(applyEdits(texts[fix.file], edits ?? [])).toBe(applyFix(texts, fix)[fix.file])
      count += 1
    })
  })
  expect(count).toBeGreaterThan(3)
})
