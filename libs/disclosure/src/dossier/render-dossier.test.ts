import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { aDossier } from './dossier.builder.js'
import { withheld } from './dossier.js'
import { renderDossier } from './render-dossier.js'
import { styleDigest } from './style.js'

/** Sources lie beside `dist`. */
const golden = fileURLToPath(new URL('../../src/dossier/__golden__/dossier.html', import.meta.url))

test('a dossier reads as the golden one', () => {
  const page = renderDossier(aDossier())
  if (process.env['ASSIZE_GOLDEN'] === 'write') writeFileSync(golden, page)
  expect(page).toBe(readFileSync(golden, 'utf8'))
})

test('equal dossiers give equal bytes', () => {
  expect(renderDossier(aDossier())).toBe(renderDossier(aDossier()))
})

test('the page loads nothing from anywhere, and allows its own style by digest', () => {
  const page = renderDossier(aDossier())
  expect(page).toContain(`style-src &#39;sha256-${styleDigest}&#39;`)
  expect(page).not.toMatch(/<(?:script|img|link|iframe|object|embed|a|form|base)\b/i)
  expect(page).not.toMatch(/\son\w+=|\sstyle=|\shref=|\ssrc=|https?:\/\//i)
})

test('what is withheld is listed with its reason', () => {
  const page = renderDossier(
    aDossier({
      content: withheld('erased'),
      spoken: withheld('permission'),
      case: withheld('permission'),
      proof: withheld('not-logged'),
    }),
  )
  expect(page).toContain('The words of the content: erased')
  expect(page).toContain('The chain of thought, the answer and the rationale: withheld')
  expect(page).toContain('The case and its decisions: withheld')
  expect(page).toContain('The proof: not in the log yet')
  expect(page).not.toContain('Buy now!')
  expect(page).not.toContain('repeats one offer')
  expect(page).not.toContain('Rhea Reviewer decided')
})

test('a dossier with nothing withheld says so', () => {
  expect(renderDossier(aDossier())).toContain('Nothing: the dossier is whole.')
})

test('a simulated verdict says so in the heading, the summary and the table', () => {
  const { verdict } = aDossier()
  const page = renderDossier(aDossier({ verdict: { ...verdict, simulated: true } }))
  expect(page.match(/simulated/g)?.length).toBeGreaterThanOrEqual(4)
  expect(page).toContain('no real model judged')
})

test('the cited rule is lit, and the finding stands by number at its very words', () => {
  const page = renderDossier(aDossier())
  expect(page).toMatch(/<span class="cited">[^<]*SP-1[^<]*Repeated promotion/)
  expect(page).toContain('<mark>SP-9</mark><sup>1</sup>')
})

test('a second key of the log is no witness', () => {
  const { proof } = aDossier()
  if (proof.kind !== 'shown') throw new TypeError('expected a dossier with its proof')
  const signedBy = (name: string) => {
    const note = `${proof.value.note}— ${name} BBBB\n`
    return renderDossier(aDossier({ proof: { ...proof, value: { ...proof.value, note } } }))
  }
  expect(signedBy('assize.example/log')).not.toContain('independent witnesses')
  expect(signedBy('witness.example/w1')).toContain('independent witnesses')
})
