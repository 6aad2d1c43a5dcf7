import { enumType } from '@assize/platform/nest'
import {
  erasureReasons,
  erasureScopeKinds,
  legalBases,
  refusalGrounds,
  requestStates,
} from '../erasure.js'
import { reachKinds } from '../erasure-step.js'
import { holdBases, holdScopeKinds, holdStates } from '../hold.js'

export const ErasureReasonEnum = enumType('ErasureReason', erasureReasons)
export const LegalBasisEnum = enumType(
  'LegalBasis',
  legalBases,
  'GDPR article 17(1) by letter, another law, or a rule of retention.',
)
export const RefusalGroundEnum = enumType(
  'RefusalGround',
  refusalGrounds,
  'GDPR article 17(3) by letter.',
)
export const ErasureScopeKindEnum = enumType('ErasureScopeKind', erasureScopeKinds)
export const ErasureStateEnum = enumType('ErasureState', requestStates)
export const ReachKindEnum = enumType('ReachKind', reachKinds)
export const HoldBasisEnum = enumType('HoldBasis', holdBases)
export const HoldScopeKindEnum = enumType('HoldScopeKind', holdScopeKinds)
export const HoldStateEnum = enumType('HoldState', holdStates)
