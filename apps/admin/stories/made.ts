import { expect, type StoryProduct } from '@assize/testing/browser'

type Made = Record<string, string>

/** Asks the API with an author's key. */
async function ask(product: StoryProduct, query: string, variables: object): Promise<Made> {
  const response = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${product.credentials.apiKeys['policy-author']}`,
    },
    body: JSON.stringify({ query, variables }),
  })
  const { data } = (await response.json()) as { data: Record<string, Made> | null }
  const [member] = Object.values(data ?? {})
  expect(member?.['message'], 'nothing is refused').toBeUndefined()
  return member ?? {}
}

const refused = '... on Refusal { message }'

interface Edit {
  readonly branch: string
  readonly title: string
  /** Words of the policy, and what is to stand in their place. */
  readonly words: string
  readonly instead: string
}

/** A change of a few words of a policy, as an author would push it. The answer is its address. */
export async function changeOf(
  product: StoryProduct,
  policy: string,
  { branch, title, words, instead }: Edit,
): Promise<string> {
  const made = await ask(
    product,
    `mutation ($input: CreateBranchInput!) { createBranch(input: $input) { ... on Branch { head } ${refused} } }`,
    { input: { name: branch } },
  )
  const draft = await ask(
    product,
    `query ($policy: String!, $branch: String!) { policyDraft(policy: $policy, branch: $branch) { text manifestYaml } }`,
    { policy, branch },
  )
  expect(draft['text']).toContain(words)
  const text = draft['text']?.replace(words, instead)
  await ask(
    product,
    `mutation ($input: CommitPolicyInput!) { commitPolicy(input: $input) { __typename ${refused} } }`,
    {
      input: {
        ...{ policy, branch, parent: made['head'], text, manifest: draft['manifestYaml'] },
        message: title,
      },
    },
  )
  const change = await ask(
    product,
    `mutation ($input: OpenChangeInput!) { openChange(input: $input) { ... on Change { id } ${refused} } }`,
    { input: { branch, title } },
  )
  return `/changes/${change['id']}`
}

/** A run of a policy's tests that has ended. The answer is its address. */
export async function testsOf(product: StoryProduct, policy: string): Promise<string> {
  const { id } = await ask(
    product,
    `mutation ($input: RunPolicyTestsInput!) { runPolicyTests(input: $input) { ... on PolicyTestRun { id } ${refused} } }`,
    { input: { policy, repeats: 2 } },
  )
  const state = async () => {
    const run = await ask(product, `query ($id: ID!) { policyTestRun(id: $id) { state } }`, { id })
    return run['state']
  }
  await expect.poll(state, { timeout: 60_000 }).toBe('FINISHED')
  return `/policy-tests/${id}`
}
