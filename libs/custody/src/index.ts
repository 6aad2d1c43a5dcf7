export {
  ErasureStep,
  reachKinds,
  type Reach,
  type ReachKind,
  type Statements,
} from './erasure-step.js'
