import { enumType } from '@assize/platform/nest'
import { actionKinds, efforts, severities } from '../policy-manifest.js'
import { outcomes } from '../output-contract.js'

export const OutcomeEnum = enumType('Outcome', outcomes, 'What a verdict or decision concludes.')
export const SeverityEnum = enumType('Severity', severities)
export const EffortEnum = enumType('Effort', efforts, 'How long the model may reason.')
export const ActionKindEnum = enumType(
  'ActionKind',
  actionKinds,
  'What the platform is asked to do.',
)
