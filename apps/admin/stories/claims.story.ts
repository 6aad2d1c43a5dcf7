import { accessibilityFaults, expect, story } from '@assize/testing/browser'

story('claims of a trace are stepped through with [ and ]', async ({ login }) => {
  const page = await login.as('senior-reviewer')
  await page.goto('/verdicts?q=finding:unknown-rule')
  const first = page.getByRole('row').filter({ hasText: 'unknown rule' }).first()
  await first.getByRole('cell').nth(3).getByRole('link').click()
  const steps = page.getByRole('group', { name: 'Steps' })
  await expect(steps.getByRole('button').first()).toBeVisible({ timeout: 30_000 })
  const marked = () => new URL(page.url()).searchParams.get('mark')

  const place = page.getByText(/^\d+ of \d+$/)
  const seen: (string | null)[] = []
  for (let i = 0; i < 4; i++) {
    const before = (await place.textContent()) ?? ''
    await page.keyboard.press(']')
    await expect(place).not.toHaveText(before)
    seen.push(marked())
  }
  // Claims and findings, each once.
  expect(new Set(seen).size).toBe(seen.length)
  await page.keyboard.press('[')
  await expect.poll(marked).toBe(seen.at(-2))
  await expect(page.locator('[aria-pressed="true"], [aria-current="true"]').first()).toBeVisible()
  expect(await accessibilityFaults(page)).toEqual([])

  // However narrow the pane, it tells where in the trace one is.
  for (const width of [1440, 1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    const [told, pane] = [await place.boundingBox(), await steps.boundingBox()]
    expect((told?.x ?? 0) + (told?.width ?? 0)).toBeLessThanOrEqual(
      (pane?.x ?? 0) + (pane?.width ?? 0),
    )
  }

  await page.getByRole('tab', { name: /Repeats/ }).click()
  await expect(page.getByRole('tabpanel')).toContainText('Asked once')
})
