import { expect, story } from '@assize/testing/browser'
import type { Page } from '@playwright/test'

const reason = 'the quotation the trace rests on stands nowhere in the content'

/** Chooses an outcome other than the model's, so that the decision is a correction. */
async function correct(page: Page): Promise<void> {
  const decision = page.getByRole('region', { name: 'Decision' })
  const outcomes = decision.getByRole('radiogroup', { name: 'Outcome' })
  await page.keyboard.press('2')
  await expect(outcomes.getByRole('radio', { name: 'allowed' })).toBeChecked()
  await page.keyboard.press('n')
  await decision.getByLabel('Rationale').fill(reason)
  await page.keyboard.press('ControlOrMeta+Enter')
}

story(
  'a reviewer finds an unsound verdict, sees the very words, corrects it, and the data set exports it',
  async ({ login }) => {
    const page = await login.as('senior-reviewer')
    await page.goto('/verdicts')
    const search = page.getByRole('search', { name: 'Verdicts' })
    await search.getByRole('textbox').fill('finding:fabricated-quote outcome:violates case:waiting')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/finding/)
    await expect(search.getByRole('button', { name: 'remove finding' })).toBeVisible()
    const found = page.getByRole('row').filter({ hasText: 'fabricated quote' })
    await expect(found.first()).toBeVisible()
    const filtered = page.url()

    await found.first().getByRole('cell').nth(3).getByRole('link').click()
    await expect(page).toHaveURL(/\/verdicts\/[0-9a-f-]{36}/)
    const verdict = page.url().split('/').at(-1) ?? ''
    const steps = page.getByRole('group', { name: 'Steps' })
    await expect(steps.getByText('fabricated quote')).toBeVisible()
    const note = steps
      .getByRole('button', { pressed: true })
      .filter({ hasText: 'fabricated quote' })
    // Other findings of the trace may stand before it.
    await expect(async () => {
      await page.keyboard.press(']')
      await expect(note).toBeVisible({ timeout: 300 })
    }).toPass({ intervals: [100], timeout: 20_000 })
    const words = steps
      .getByRole('button', { pressed: true })
      .filter({ hasNotText: 'fabricated quote' })
    await expect(words.first()).toBeInViewport()
    await expect(page).toHaveURL(/mark=/)

    await page.getByRole('link', { name: /^Open case/ }).click()
    await page.getByRole('button', { name: 'Take this case' }).click()
    await expect(page.getByRole('timer')).toBeVisible()
    await correct(page)
    await expect(page.getByRole('status').filter({ hasText: 'decided' })).toContainText('allowed')

    await page.goto(filtered)
    await expect(page.locator(`a[href="/verdicts/${verdict}"]`)).toHaveCount(0)

    const steward = await login.as('data-steward')
    await steward.goto('/datasets')
    await steward.getByRole('button', { name: 'Build a data set' }).first().click()
    const form = steward.getByRole('dialog', { name: 'Build a data set' })
    await form.getByLabel('Name').fill('corrected')
    await form.getByLabel('agreements').uncheck()
    await form.getByLabel('on simulated verdicts too').check()
    await form.getByRole('button', { name: 'Build' }).click()
    await expect(steward).toHaveURL(/\/datasets\/corrected/)
    const exports = steward.getByRole('region', { name: 'Exports' })
    await exports.getByRole('button', { name: 'Export' }).click()
    const download = steward.waitForEvent('download')
    await exports.getByRole('link', { name: 'Download' }).first().click()
    const lines = (await read(await (await download).createReadStream())).trimEnd().split('\n')
    const line = lines.map(parsed).find(({ metadata }) => metadata.verdictId === verdict)
    expect(line?.metadata).toMatchObject({
      kind: 'correction',
      outcome: 'allowed',
      simulated: true,
    })
    expect(line?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant'])
  },
)

story('two reviewers who ask at once are given two cases', async ({ login }) => {
  const pages = await Promise.all([login.as('reviewer'), login.as('reviewer-2')])
  await Promise.all(
    pages.map(async (page) => {
      await page.goto('/queues')
      await page.getByRole('button', { name: 'Take the next of any' }).click()
      await expect(page.getByRole('timer')).toBeVisible()
    }),
  )
  const [first, second] = pages.map((page) => page.url())
  expect(first).not.toEqual(second)
})

story(
  'a decision can be taken back at once, and whose it was has the case again',
  async ({ login }) => {
    const page = await login.as('senior-reviewer-2')
    await page.goto('/queues')
    await page.getByRole('button', { name: 'Take the next of any' }).click()
    await expect(page.getByRole('timer')).toBeVisible()
    const number = /\d+/.exec(
      (await page.getByRole('heading', { level: 1 }).textContent()) ?? '',
    )?.[0]
    await page.keyboard.press('3')
    await page.keyboard.press('n')
    await page.getByLabel('Rationale').fill('not to be told from the words alone')
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'decided' })).toHaveCount(0)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Case ${number}`)
    await expect(page.getByRole('timer')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Decide and next' })).toBeVisible()
  },
)

interface Line {
  readonly messages: readonly { readonly role: string }[]
  readonly metadata: { readonly verdictId: string }
}

const parsed = (line: string): Line => JSON.parse(line) as Line

async function read(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
