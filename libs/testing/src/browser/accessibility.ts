import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Which of axe's rules: contrast is what a theme changes, the others what a layout does. */
const runs = {
  everything: {},
  contrast: { runOnly: ['color-contrast'] },
  'all but contrast': { rules: { 'color-contrast': { enabled: false } } },
} as const

/**
 * What axe finds wrong with the page as it stands, one line per rule and element; empty when
 * nothing is. Injected by hand, because the page's content security policy forbids a script tag.
 */
export async function accessibilityFaults(
  page: Page,
  of: keyof typeof runs = 'everything',
): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(await source)
  const how = JSON.stringify({ ...runs[of], resultTypes: ['violations'], preload: false })
  const results = await page.evaluate<AxeResults>(`axe.run(${how})`)
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id}: ${help} at ${target.join(' ')}\n${failureSummary ?? ''}`,
    ),
  )
}
