import { codeMutations, codeNegatives } from './code-mutations.js'
import { conclusionMutations, conclusionNegatives } from './conclusion-mutations.js'
import { contentMutations, contentNegatives } from './content-mutations.js'
import type { HardNegative, Mutation } from './mutation.js'
import { outputMutations, outputNegatives } from './output-mutations.js'
import { policyMutations, policyNegatives } from './policy-mutations.js'
import { quoteMutations } from './quote-mutations.js'
import { quoteNegatives } from './quote-negatives.js'
import { shapeMutations, shapeNegatives } from './shape-mutations.js'

/** Every fault that a sound trace can be given, once. */
export const mutations: readonly Mutation[] = [
  ...codeMutations,
  ...quoteMutations,
  ...conclusionMutations,
  ...policyMutations,
  ...contentMutations,
  ...outputMutations,
  ...shapeMutations,
]

/** Every change that only looks like a fault, once. */
export const hardNegatives: readonly HardNegative[] = [
  ...codeNegatives,
  ...quoteNegatives,
  ...conclusionNegatives,
  ...policyNegatives,
  ...contentNegatives,
  ...outputNegatives,
  ...shapeNegatives,
]
