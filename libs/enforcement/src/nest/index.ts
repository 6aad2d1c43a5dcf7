export { ActionLoaders } from './action-loaders.js'
export { ActionRecorder } from './action-recorder.js'
export { ActionType, toActionType } from './action.graphql.js'
export { EnforcementModule } from './enforcement.module.js'
