import { enumType } from '@assize/platform/nest'
import { actionKinds, efforts, outcomes, severities } from '../index.js'

export const OutcomeEnum = enumType('Outcome', outcomes)
export const SeverityEnum = enumType('Severity', severities)
export const EffortEnum = enumType('Effort', efforts)
export const ActionKindEnum = enumType('ActionKind', actionKinds)
