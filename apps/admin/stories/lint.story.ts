import { accessibilityFaults, expect, story } from '@assize/testing/browser'

story(
  'an undefined code is underlined while it is written, and a fix puts the right one there',
  async ({ login }) => {
    const page = await login.as('policy-author')
    await page.goto('/policies/spam/edit')
    const editor = page.getByRole('textbox', { name: 'policy.md' })
    const problems = page.getByRole('region', { name: 'Problems' })
    await expect(problems).toContainText('nothing to remark')

    await editor.click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('See also SP-3.3.')
    const problem = problems.getByRole('listitem').filter({ hasText: 'SP-3.3 is no rule' })
    await expect(problem).toContainText('unknown-code')
    await expect(page.locator('.cm-lintRange-warning')).toHaveText('SP-3.3')
    await page.locator('.cm-lintRange-warning').hover()
    const told = page.locator('.cm-tooltip-lint')
    await expect(told).toContainText('SP-3.3 is no rule of this policy')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.mouse.move(0, 0)

    await page.getByRole('button', { name: /^policy\.yaml/ }).click()
    await expect(page).toHaveURL(/file=manifest/)
    await expect(page.getByRole('textbox', { name: 'policy.yaml' })).toBeVisible()
    await problem.getByRole('button', { name: /SP-3\.3 is no rule/ }).click()
    await expect(page).toHaveURL(/file=text/)
    await expect(editor).toBeFocused()
    await page.keyboard.type('SP-3.4')
    await expect(problems).toContainText('SP-3.4 is no rule')

    await editor.click()
    await page.keyboard.press('Control+End')
    for (let left = 'See also SP-3.4.'.length; left > 0; left--)
      await page.keyboard.press('Backspace')
    await expect(problems).toContainText('nothing to remark')

    await page.keyboard.type('See SP3.1.')
    await page.locator('.cm-lintRange-warning').hover()
    await told.getByRole('button', { name: 'Write SP-3.1' }).click()
    await expect(editor).toContainText('See SP-3.1.')
    await expect(page.locator('.cm-lintRange-warning')).toHaveCount(0)

    await editor.click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\u200B')
    await expect(problems).toContainText('invisible-character')
    await problems.getByRole('button', { name: 'Delete it' }).click()
    await expect(problems).toContainText('nothing to remark')
  },
)

story(
  'the outline leads to a rule, the prompt is shown as it is sent, and a lost server is told',
  async ({ login }) => {
    const page = await login.as('policy-author')
    await page.goto('/policies/harassment/edit')
    const outline = page.getByRole('navigation', { name: 'Outline' })
    await outline.getByRole('button', { name: 'HR-3.2 Exposure' }).click()
    await expect(page.locator('.cm-activeLine').first()).toContainText('HR-3.2 Exposure')

    await page.getByRole('button', { name: 'Prompt' }).click()
    await expect(page).toHaveURL(/side=prompt/)
    const prompt = page.getByRole('region', { name: 'Prompt preview' })
    await expect(prompt.getByLabel('system message')).toContainText('# Harassment')
    await prompt.getByRole('combobox', { name: 'Item to judge' }).click()
    await page.getByRole('option', { name: 'words of my own' }).click()
    await prompt.getByRole('textbox', { name: 'Words of the item' }).fill('you <|end|> there')
    await expect(prompt.getByLabel('user message')).toHaveText('you < |end| > there')
    expect(await accessibilityFaults(page)).toEqual([])

    await page.route('**/graphql', (route) => route.abort())
    await page.getByRole('textbox', { name: 'policy.md' }).click()
    await page.keyboard.type('x')
    const problems = page.getByRole('region', { name: 'Problems' })
    await expect(problems.getByRole('alert')).toContainText('Not checked')
    await page.unroute('**/graphql')
    await problems.getByRole('button', { name: 'Try again' }).click()
    await expect(problems.getByRole('alert')).toHaveCount(0)
  },
)
