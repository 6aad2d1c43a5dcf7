import * as caching from './rules/caching.js'
import * as cases from './rules/cases.js'
import * as characters from './rules/characters.js'
import * as codes from './rules/codes.js'
import * as contract from './rules/output-contract.js'
import * as examples from './rules/examples.js'
import * as length from './rules/length.js'
import { overlappingCriteria } from './rules/overlapping-criteria.js'
import * as refused from './rules/refused-files.js'
import * as reused from './rules/reused-codes.js'
import { roleMarkup } from './rules/role-markup.js'
import * as sections from './rules/sections.js'
import * as wording from './rules/wording.js'

/** Every rule of the lint, in the order they are documented and told. */
export const lintRules = [
  refused.nameRefused,
  refused.textRefused,
  refused.manifestRefused,
  refused.casesRefused,
  sections.missingSection,
  sections.emptySection,
  sections.repeatedSection,
  contract.noOutputContract,
  contract.contractStatedOnce,
  contract.labelNotInText,
  examples.noExamples,
  examples.oneSidedExamples,
  examples.fewExamples,
  examples.exampleContradictsRule,
  examples.exampleContradictsExample,
  reused.codeWithOtherOutcome,
  reused.retiredCodeReused,
  codes.ruleNotInText,
  codes.codeNotInManifest,
  codes.unknownCode,
  codes.duplicateCode,
  codes.ruleOnOtherSide,
  overlappingCriteria,
  wording.vaguePhrase,
  wording.passiveCriterion,
  wording.numericConfidence,
  wording.contentMayCommand,
  wording.reasoningLine,
  length.tooLong,
  length.lengthOutsideBand,
  caching.varyingPrefix,
  caching.datedText,
  characters.hiddenText,
  characters.invisibleCharacter,
  characters.specialToken,
  characters.tokenShape,
  roleMarkup,
  cases.caseContradictsRule,
  cases.caseOfUnknownRule,
] as const

export type LintCode = (typeof lintRules)[number]['code']
