import { enumType } from '@assize/platform/nest'
import { errorClasses } from '../decision.js'
import { caseReasons, caseStates } from '../review-case.js'

export const CaseStateEnum = enumType('CaseState', caseStates)
export const CaseReasonEnum = enumType('CaseReason', caseReasons, 'Why a case was opened.')
export const ErrorClassEnum = enumType(
  'ErrorClass',
  errorClasses,
  'What a person found wrong with a verdict.',
)
