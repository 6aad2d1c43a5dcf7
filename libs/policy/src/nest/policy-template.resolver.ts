import { Args, Field, ObjectType, Query, Resolver } from '@nestjs/graphql'
import { Permit } from '@assize/identity/nest'
import { as } from '@assize/platform/nest'
import { policyFromTemplate, policyTemplates, type TemplateName } from '../index.js'

@ObjectType('PolicyTemplate', { description: 'Three files to begin a policy with.' })
export class PolicyTemplateType {
  @Field(() => String)
  name!: TemplateName

  @Field(() => String)
  title!: string

  @Field(() => String)
  about!: string

  @Field(() => String)
  text!: string

  @Field(() => String)
  manifest!: string

  @Field(() => String)
  cases!: string
}

@Resolver(() => PolicyTemplateType)
export class PolicyTemplateResolver {
  @Permit('policy:draft')
  @Query(() => [PolicyTemplateType], { name: 'policyTemplates' })
  templates(
    @Args('policy', {
      type: () => String,
      nullable: true,
      description: 'The name it will have: rules take their codes from it.',
    })
    policy?: string | null,
  ): PolicyTemplateType[] {
    return policyTemplates.map((template) => {
      const { text, manifestYaml, cases } = policyFromTemplate(template.name, policy ?? '')
      const files = { text, manifest: manifestYaml ?? '', cases: cases ?? '' }
      return as(PolicyTemplateType, { ...template, ...files })
    })
  }
}
