import { hmacSha256Hex } from '@assize/kernel'

/**
 * 64 hex digits under which the words of one person are filed. Keyed with the installation's secret, under a name of
 * its own so that it equals no fingerprint: without the key nobody can test whose words an item holds.
 */
export const authorKeyOf = (author: string, key: string): string =>
  hmacSha256Hex(key, `assize-author/v1\n${author}`)
