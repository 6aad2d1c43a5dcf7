import { expect, type StoryProduct } from '@assize/testing/browser'

interface Content {
  readonly text: string
  readonly policy: string
  readonly ref?: string
  readonly externalId?: string
}

/** Sends content to be judged, with the key of a service. The answer is the id of its verdict. */
export async function judged(product: StoryProduct, content: Content): Promise<string> {
  const { text, policy, ref, externalId } = content
  const response = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${product.credentials.apiKeys['service']}`,
    },
    body: JSON.stringify({
      query: `mutation ($input: ClassifyInput!) {
        classify(input: $input) { __typename ... on Verdict { id } ... on Refusal { message } }
      }`,
      variables: {
        input: {
          content: { text },
          policies: [{ policy, ...(ref && { ref }) }],
          deadlineMs: 20_000,
          ...(externalId && { externalId }),
        },
      },
    }),
  })
  const { data } = (await response.json()) as { data: { classify: { id?: string } } }
  expect(data.classify).toHaveProperty('id')
  return data.classify.id ?? ''
}
