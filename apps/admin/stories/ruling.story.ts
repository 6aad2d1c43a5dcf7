import { accessibilityFaults, expect, story } from '@assize/testing/browser'

const question = 'Is it encouragement where somebody repeats a song?'
const ruling = 'A song that is quoted is not encouragement by who quotes it.'

story(
  'what a reviewer found unclear is asked with the decision, ruled on, and becomes an example on a change',
  async ({ login }) => {
    const reviewer = await login.as('senior-reviewer')
    await reviewer.goto('/queues')
    await reviewer.getByRole('button', { name: 'Take the next of any' }).click()
    await expect(reviewer.getByRole('timer')).toBeVisible()
    await reviewer.keyboard.press('2')
    await reviewer.keyboard.press('n')
    await reviewer.getByLabel('Rationale').fill('the rule is not met, as I read it')
    await reviewer.keyboard.press('Escape')
    await reviewer.keyboard.press('u')
    const unclear = reviewer.getByRole('group', { name: 'Policy unclear' })
    await expect(reviewer.getByText(/^To decide, .*say what is unclear\.$/)).toBeVisible()
    const rule = await unclear.getByLabel('Unclear rule').inputValue()
    await unclear.getByRole('textbox').fill(question)
    await reviewer.getByRole('button', { name: 'Decide and next' }).click()
    await expect(reviewer.getByRole('status').filter({ hasText: 'decided' })).toBeVisible()

    const author = await login.as('policy-author')
    await author.goto('/questions')
    const asked = author.getByRole('row').filter({ hasText: question })
    await expect(asked).toContainText(rule)
    await asked.getByRole('button', { name: 'Rule…' }).click()
    const form = author.getByRole('dialog', { name: `Rule on ${rule}` })
    await form.getByLabel('What the rule means').fill(ruling)
    await form.getByLabel('The case in question').click()
    await author.getByRole('option', { name: 'allowed' }).click()
    await form.getByRole('button', { name: 'Rule', exact: true }).click()
    await expect(asked).toHaveCount(0)

    await author.getByRole('button', { name: /^Ruled on/ }).click()
    const ruled = author.getByRole('row').filter({ hasText: ruling })
    expect(await accessibilityFaults(author)).toEqual([])
    await ruled.getByRole('button', { name: 'Offer as example…' }).click()
    const example = author.getByRole('dialog', { name: /^An example for/ })
    await expect(example).toContainText('stays there')
    await example.getByLabel('What is judged').fill('The line of the song goes: leave us all')
    await example.getByRole('button', { name: 'Put it on the branch' }).click()
    await expect(author).toHaveURL(/\/changes\/[0-9a-f-]{36}/)
    const diff = author.getByRole('region', { name: 'What it changes' })
    await diff.getByRole('button', { name: /^Examples/ }).click()
    const words = diff.getByRole('row').filter({ hasText: 'The line of the song goes' })
    await expect(words.or(diff.getByRole('button', { name: 'show' }))).toBeVisible()

    await reviewer.goto('/policies')
    const policy = (await author.getByRole('main').textContent())?.match(
      /examples\/([a-z-]+)-/,
    )?.[1]
    await reviewer.goto(`/policies/${policy}?tab=rules`)
    const rulings = reviewer.getByRole('region', { name: 'Rulings' })
    await expect(rulings.getByRole('row').filter({ hasText: ruling })).toContainText(question)
  },
)
