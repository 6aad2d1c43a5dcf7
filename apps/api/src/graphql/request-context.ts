import type { Principal } from '@assize/identity'
import type { GraphqlContext } from '@assize/platform/nest'

/** The context of one request, or of one event of a subscription: loaders remember nothing longer than that. */
export function requestContext(
  requestId: string,
  principal: Principal | null,
  signal?: AbortSignal,
): GraphqlContext {
  return {
    requestId,
    loaders: new Map(),
    ...(principal ? { principal } : {}),
    ...(signal ? { signal } : {}),
  }
}
