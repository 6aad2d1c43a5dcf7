import { expect, story } from '@assize/testing/browser'

story(
  'an appeal is decided by a second person, never by who lodged it or decided before',
  async ({ login }) => {
    const reviewer = await login.as('senior-reviewer')
    await reviewer.goto('/queues?state=waiting')
    await reviewer.getByRole('button', { name: 'Take the next of any' }).click()
    await expect(reviewer.getByRole('timer')).toBeVisible()
    await reviewer.keyboard.press('1')
    const decision = reviewer.getByRole('region', { name: 'Decision' })
    await decision.getByLabel('Rules').click()
    await reviewer.getByRole('option', { selected: false }).first().click()
    await reviewer.keyboard.press('Escape')
    await decision.getByLabel('Action').selectOption('REMOVE')
    await decision.getByLabel('Rationale').fill('the rule is met by the words themselves')
    const verdict = await reviewer
      .getByRole('link', { name: /verdict/i })
      .first()
      .getAttribute('href')
    await decision.getByRole('button', { name: 'Decide and next' }).click()
    await expect(reviewer.getByRole('status').filter({ hasText: 'decided' })).toBeVisible()

    const first = await login.as('appeals-specialist')
    await first.goto(verdict ?? '')
    await first.getByRole('button', { name: 'Lodge an appeal' }).click()
    const form = first.getByRole('dialog', { name: 'Lodge an appeal' })
    await form
      .getByLabel('Statement of the person affected')
      .fill('This was meant as a joke between friends.')
    await form.getByRole('button', { name: 'Lodge' }).click()
    await expect(first).toHaveURL(/\/appeals\/[0-9a-f-]{36}/)
    await expect(first.getByText('You may not decide this appeal.')).toBeVisible()

    const second = await login.as('appeals-specialist-2')
    await second.goto(first.url())
    const sheet = second.getByRole('region', { name: 'Decision' })
    await sheet.getByRole('radio', { name: 'reversed', exact: true }).click()
    await sheet
      .getByLabel('Reasons, as the person will read them')
      .fill('Read with what went before, it is a joke.')
    await sheet.getByRole('button', { name: 'Decide' }).click()
    await expect(sheet).toContainText('reversed')
    await expect(sheet.getByRole('button', { name: 'Decide' })).toHaveCount(0)
  },
)
