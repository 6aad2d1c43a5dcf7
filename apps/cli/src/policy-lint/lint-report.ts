import { toSarif, type LintedFile } from '@assize/policy'
import { isAbsolute, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Linted } from './lint-on-disk.js'

/** For programs: as the remarks are. */
export const asJson = (linted: readonly Linted[]) =>
  linted.map(({ policy, tokens, remarks, fixed }) => ({
    policy: policy.shown,
    ...{ tokens, fixed, remarks },
  }))

/** For people: one line a remark, in the form that editors and terminals make clickable. */
export const asText = (linted: readonly Linted[]): string => linted.map(lintedText).join('\n')

function lintedText({ policy, remarks, fixed }: Linted): string {
  const mended = fixed > 0 ? [`${policy.shown}: ${fixed} fixed`] : []
  if (remarks.length === 0) return [...mended, `${policy.shown}: nothing to remark`].join('\n')
  const lines = remarks.map(({ place, severity, message, code }) => {
    const path = shownPath(policy.paths[place.file] ?? policy.paths.text)
    return `${path}:${place.line}:${place.column}: ${severity}: ${message} [${code}]`
  })
  return [...mended, ...lines].join('\n')
}

export const asSarif = (linted: readonly Linted[], version: string): object =>
  toSarif(
    linted.map(({ policy, remarks, texts }) => ({
      remarks,
      texts,
      uris: {
        text: uriOf(policy.paths.text),
        manifest: uriOf(policy.paths.manifest ?? policy.paths.text),
        cases: uriOf(policy.paths.cases ?? policy.paths.text),
      } satisfies Record<LintedFile, string>,
    })),
    version,
  )

function shownPath(path: string): string {
  const near = relative(process.cwd(), path)
  return near.startsWith('..') || isAbsolute(near) ? path : near
}

/** Relative to where the run began, as code scanning wants it; a file elsewhere by its full address. */
function uriOf(path: string): string {
  const near = shownPath(path)
  return isAbsolute(near) || near.startsWith('..')
    ? pathToFileURL(path).href
    : near.split(sep).map(encodeURIComponent).join('/')
}
