import { accessibilityFaults, expect, story } from '@assize/testing/browser'

story(
  'an author runs one case while writing, keeps it, runs the tests of the version and opens what went wrong',
  async ({ login }) => {
    const page = await login.as('policy-author')
    await page.goto('/policies/prompt-injection/edit?side=run')
    const editor = page.getByRole('textbox', { name: 'policy.md' })
    await editor.click()
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.type('\nA recipe is judged by what it asks of the reader.')
    const side = page.getByRole('region', { name: 'Run a case' })
    await side.getByLabel('Words of the item').fill('Beat two eggs and fold in the flour.')
    await page.keyboard.press('ControlOrMeta+Enter')
    const tried = side.getByRole('region', { name: 'What came of it' })
    await expect(tried.getByRole('heading', { name: 'Trace' })).toBeVisible()
    await expect(tried.getByText('simulated')).toBeVisible()
    const keep = tried.getByRole('form', { name: 'Add to cases.jsonl' })
    // The author is of another mind than the judge, so the tests have something to say.
    const allowed = (await tried.getByText('Allowed', { exact: true }).count()) > 0
    await keep.getByRole('combobox', { name: 'Label it should get' }).click()
    await page.getByRole('option', { name: allowed ? '1' : '0', exact: true }).click()
    await keep.getByLabel('Note').fill('a recipe')
    await keep.getByRole('button', { name: 'Add to cases.jsonl' }).click()
    await expect(tried).toContainText('Added to cases.jsonl')
    expect(await accessibilityFaults(page)).toEqual([])

    await page.getByLabel('What changed and why').fill('Say how recipes are judged')
    await page.getByRole('button', { name: 'Commit', exact: true }).click()
    await expect(page).toHaveURL(/\/policies\/prompt-injection\?/)
    await page.getByRole('tab', { name: 'Tests' }).click()
    await expect(page.getByText('This version was not tested yet')).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: 'a recipe' }).last()).toContainText(
      'not tested',
    )
    await page.getByRole('spinbutton', { name: 'Times each' }).fill('2')
    await page.getByRole('button', { name: 'Run tests' }).click()

    await expect(page).toHaveURL(/\/policy-tests\/[0-9a-f-]{36}/)
    const bar = page.getByLabel('The run', { exact: true })
    await expect(bar).toContainText(/passed/)
    await expect(bar).toContainText('simulated')
    const figures = page.getByRole('complementary', { name: 'Figures' })
    await expect(figures).toContainText('Accuracy')
    await expect(figures).toContainText('95 % confidence')
    expect(await accessibilityFaults(page)).toEqual([])
    await page
      .getByRole('group', { name: 'Cases shown' })
      .getByRole('button', { name: 'Wrong' })
      .click()
    await expect(page).toHaveURL(/only=wrong/)
    const recipe = page.getByRole('row').filter({ hasText: 'Beat two eggs' }).last()
    await expect(recipe).toContainText('wrong')
    await recipe.getByRole('link').click()

    await expect(page).toHaveURL(/\/cases\/\d+\?only=wrong/)
    await expect(page.getByRole('region', { name: 'Content' })).toContainText('Beat two eggs')
    const answer = page.getByRole('region', { name: 'Answer' })
    await expect(answer).toContainText(/Expected.*Concluded/)
    await expect(page.getByRole('group', { name: 'Steps' })).not.toBeEmpty()
    await page.getByRole('button', { name: /^2 / }).click()
    await expect(page).toHaveURL(/repeat=2/)
    expect(await accessibilityFaults(page)).toEqual([])
    const address = page.url()

    const steward = await login.as('data-steward')
    await steward.goto(address)
    await expect(steward.getByRole('region', { name: 'Content' })).toContainText('may read traces')
    await expect(steward.getByRole('region', { name: 'Answer' })).toContainText('Expected')
    await expect(steward.getByRole('main')).not.toContainText('Beat two eggs')
  },
)
