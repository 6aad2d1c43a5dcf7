export { enumNamed, enumType, wireWord } from './enum-type.js'
export {
  connectionById,
  connectionType,
  PageArgs,
  PageInfo,
  toConnection,
  type Connection,
} from './connection.graphql.js'
export { DomainErrorFilter } from './domain-error.filter.js'
export { requestLoader, type GraphqlContext } from './graphql-context.js'
export { JobWorker, noteErrorsOf } from './job-worker.js'
export { PlatformModule } from './platform.module.js'
export { QueueModule } from './queue.module.js'
export { Recurring } from './recurring.js'
export { RecurringWork } from './recurring-work.js'
export type { Ref } from './ref.js'
export { as, Refusal, resultUnion } from './refusal.graphql.js'
export { GraphQLBigInt, GraphQLInstant, GraphQLJSON, instantOf } from './scalars.js'
export { SignsOfLife } from './signs-of-life.js'
export { SilentWorkSweeper } from './silent-work.js'
export { unfitRefusal } from './unfit-value.js'
