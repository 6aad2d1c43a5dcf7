import { Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { Permit } from '@assize/identity/nest'
import { fieldsOf, type ChangedField, type RuleChange as Change } from '../../index.js'
import { RuleChange } from '../policy.graphql.js'
import { ChangedFieldEnum } from './change.graphql.js'

@Resolver(() => RuleChange)
export class RuleChangeResolver {
  @Permit('policy:read')
  @ResolveField('fields', () => [ChangedFieldEnum], {
    description: 'Of a changed rule: in what it differs.',
  })
  fields(@Parent() change: Change): ChangedField[] {
    return [...fieldsOf(change)]
  }
}
