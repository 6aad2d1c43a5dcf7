import { Args, Query, Resolver } from '@nestjs/graphql'
import { parseContent } from '@assize/content'
import { Permit } from '@assize/identity/nest'
import { countTokens } from '@assize/platform'
import { buildPrompt } from '../prompt.js'
import { PolicyPrompt, PolicyPromptInput } from './prompt-preview.graphql.js'

/** Shows an author the prompt that judging would build; nothing is sent and nothing kept. */
@Resolver()
export class PromptPreviewResolver {
  @Permit('policy:draft')
  @Query(() => PolicyPrompt, { description: 'The exact messages that judging an item would send.' })
  async policyPrompt(
    @Args('input', { type: () => PolicyPromptInput }) { text, content, subject }: PolicyPromptInput,
  ): Promise<PolicyPrompt> {
    const prompt = buildPrompt(text, parseContent(content, subject?.message))
    const messages = prompt.map(({ role, content: words }) => ({ role, content: words }))
    const counts = await Promise.all(messages.map((each) => countTokens(each.content)))
    return { messages, tokens: counts.reduce((sum, count) => sum + count, 0) }
  }
}
