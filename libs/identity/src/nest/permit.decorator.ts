import { SetMetadata } from '@nestjs/common'
import type { Permission } from '../index.js'

export const demandKey = Symbol('demand')

/** What a resolver demands of its caller: nothing, or any one of some permissions. */
export type Demand =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'permission'; readonly anyOf: readonly Permission[] }

/** Opens a resolver class, resolver or field to holders of a permission, wholly or for their own. */
export const Permit = (permission: Permission, ...alternatives: Permission[]) =>
  SetMetadata<symbol, Demand>(demandKey, {
    kind: 'permission',
    anyOf: [permission, ...alternatives],
  })

/** Opens a resolver to callers nobody knows. */
export const Anyone = () => SetMetadata<symbol, Demand>(demandKey, { kind: 'anyone' })
