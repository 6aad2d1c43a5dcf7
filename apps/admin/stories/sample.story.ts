import { readFile } from 'node:fs/promises'
import { accessibilityFaults, expect, story } from '@assize/testing/browser'

const size = 6
const title = `Story of ${new Date().toISOString()}`

story(
  'an auditor draws a sample of a population, judges it, signs it and takes the workpaper home',
  async ({ login }) => {
    const page = await login.as('auditor')
    await page.goto('/samples')
    await page.getByRole('button', { name: 'Take all verdicts as population' }).click()
    const draw = page.getByRole('button', { name: 'Draw a sample' })
    await expect(draw).toBeEnabled({ timeout: 30_000 })
    await draw.click()
    const form = page.getByRole('dialog', { name: 'Draw a sample' })
    await form.getByLabel('Title').fill(title)
    await form.getByLabel('Verdicts').fill(String(size))
    await form.getByLabel('Seed').fill('named before the draw')
    expect(await accessibilityFaults(page)).toEqual([])
    await form.getByRole('button', { name: 'Draw', exact: true }).click()
    await expect(page).toHaveURL(/\/samples\/[0-9a-f-]{36}$/)
    const paper = page.getByRole('region', { name: 'Workpaper' })
    await expect(paper).toBeVisible({ timeout: 30_000 })
    await expect(paper).toContainText('named before the draw')
    await expect(paper).toContainText(`${size} open`)
    const sign = paper.getByRole('button', { name: 'Sign' })
    await expect(sign).toBeDisabled()
    expect(await accessibilityFaults(page)).toEqual([])

    for (let row = 1; row <= size; row++) {
      const mark = paper.getByLabel(`Assessment of row ${row}`)
      await mark.selectOption(row === 2 ? 'DISAGREE' : 'AGREE')
    }
    await paper.getByLabel('Note on row 2').fill('the rule does not reach this far')
    await paper.getByLabel('Note on row 2').blur()
    await expect(paper).toContainText('5 agreed, 1 disagreed')
    await expect(paper).toContainText(/Disagreement in the population: 16\.67 %.*Wilson/)
    await sign.click()
    await expect(paper.getByText('Signed', { exact: true })).toBeVisible()
    await expect(paper).toContainText('the rule does not reach this far')
    await expect(paper.getByLabel('Assessment of row 1')).toHaveCount(0)
    expect(await accessibilityFaults(page)).toEqual([])

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      paper.getByRole('link', { name: 'CSV' }).click(),
    ])
    const rows = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
    expect(rows.length).toBeGreaterThanOrEqual(size)
    expect(rows.join('\n')).toContain('the rule does not reach this far')
    const [workpaper] = await Promise.all([
      page.waitForEvent('popup'),
      paper.getByRole('link', { name: 'Page' }).click(),
    ])
    await expect(workpaper.locator('body')).toContainText(title)
    await expect(workpaper.locator('body')).toContainText('Wilson')

    await page.goto('/samples')
    const row = page.getByRole('row').filter({ hasText: title })
    await expect(row.first()).toContainText('signed')
  },
)
