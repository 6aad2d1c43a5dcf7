import { expect, story, type StoryProduct } from '@assize/testing/browser'
import type { APIRequestContext, Page } from '@playwright/test'

const statement = 'This was a joke between friends.'

interface Action {
  readonly id: string
  readonly kind: string
}

/** Decides the next case against the content and answers the verdict it was about. */
async function remove(page: Page): Promise<string> {
  await page.goto('/queues')
  await page.getByRole('button', { name: 'Take the next of any' }).click()
  await expect(page.getByRole('timer')).toBeVisible()
  const judged = page.getByRole('region', { name: 'Verdict under review' }).getByRole('link')
  const verdict = (await judged.last().getAttribute('href'))?.split('/').at(-1) ?? ''
  await page.keyboard.press('1')
  const decision = page.getByRole('region', { name: 'Decision' })
  await decision.getByLabel('Rules').click()
  await page.getByRole('option', { selected: false }).first().click()
  await page.keyboard.press('Escape')
  await decision.getByLabel('Action').selectOption('REMOVE')
  await decision.getByLabel('Rationale').fill('the rule is met by the words themselves')
  await decision.getByRole('button', { name: 'Decide and next' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'decided' })).toBeVisible()
  return verdict
}

/** The action a verdict led to, as an auditor's key reads it. */
async function actionOf(request: APIRequestContext, product: StoryProduct, verdict: string) {
  const answer = await request.post(`${product.url}/graphql`, {
    headers: { authorization: `Bearer ${product.credentials.apiKeys['auditor']}` },
    data: { query: `{ verdict(id: "${verdict}") { action { id kind } } }` },
  })
  const { data } = (await answer.json()) as { data: { verdict: { action: Action } } }
  return data.verdict.action
}

/** Lodges an appeal as the person behind the page, for the person affected. */
async function lodge(page: Page, person: object, actionId: string): Promise<string> {
  const login = await page.request.post('/auth/login', { data: person })
  const answer = await page.request.post('/graphql', {
    headers: { 'x-csrf-token': login.headers()['x-csrf-token'] ?? '' },
    data: {
      query: `mutation ($input: LodgeAppealInput!) {
        lodgeAppeal(input: $input) { ... on Appeal { id } ... on Refusal { code message } }
      }`,
      variables: { input: { actionId, statement } },
    },
  })
  const { data } = (await answer.json()) as { data: { lodgeAppeal: { id: string } } }
  return data.lodgeAppeal.id
}

story(
  'an appeal is answered by a second person, not by who lodged it',
  async ({ product, login, request }) => {
    const verdict = await remove(await login.as('senior-reviewer'))
    const action = await actionOf(request, product, verdict)
    expect(action.kind).toBe('REMOVE')

    const lodger = await login.as('appeals-specialist-2')
    const person = product.credentials.users['appeals-specialist-2'] ?? {}
    const appeal = await lodge(lodger, person, action.id)
    await lodger.goto(`/appeals/${appeal}`)
    await expect(lodger.getByText('You may not decide this appeal.')).toBeVisible()

    const page = await login.as('appeals-specialist')
    await page.goto(`/appeals/${appeal}`)
    await expect(page.getByText(statement)).toBeVisible()
    const sheet = page.getByRole('region', { name: 'Decision' })
    await sheet.getByRole('radio', { name: 'reversed', exact: true }).click()
    await sheet
      .getByLabel('Reasons, as the person will read them')
      .fill('Read with what went before, it is a joke.')
    await sheet.getByRole('button', { name: 'Decide' }).click()
    await expect(sheet.getByRole('button', { name: 'Decide' })).toHaveCount(0)
    await expect(sheet).toContainText('reversed')

    await lodger.reload()
    await expect(lodger.getByRole('region', { name: 'Decision' })).toContainText('reversed')
  },
)
