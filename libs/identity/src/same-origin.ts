import { IdentityError } from './identity-error.js'

/**
 * Throws `ORIGIN_REFUSED` when a browser says that another site's page asks. Programs send no `origin`, and a proxy
 * that ends TLS keeps `host`, so hosts are compared and schemes are not.
 */
export function requireSameOrigin(origin: string | undefined, host: string | undefined): void {
  if (origin === undefined) return
  if (URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase())
    return
  throw new IdentityError('ORIGIN_REFUSED', 'expected a page of this installation to ask')
}
