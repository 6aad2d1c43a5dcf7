import { sha1Hex, sha256Hex } from '@assize/kernel'

export const objectTypes = ['blob', 'tree', 'commit', 'tag'] as const
export type ObjectType = (typeof objectTypes)[number]

/** 40 lower-case hex digits naming an object. */
export type Oid = string

export interface GitObject {
  readonly type: ObjectType
  readonly content: Uint8Array
}

/**
 * The bytes both digests are taken of: `<type> <decimal length>`, a zero byte, the content.
 * Source: git's loose object format.
 */
export function objectBytes(type: ObjectType, content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content])
}

export const objectId = (type: ObjectType, content: Uint8Array): Oid =>
  sha1Hex(objectBytes(type, content))

/** Kept beside every oid, since SHA-1 alone does not withstand collisions. */
export const objectSha256 = (type: ObjectType, content: Uint8Array): string =>
  sha256Hex(objectBytes(type, content))

export const isOid = (text: string): boolean => /^[0-9a-f]{40}$/.test(text)

/** What a person may type for an oid: 4 digits or more. */
export const isShortOid = (text: string): boolean => /^[0-9a-f]{4,39}$/.test(text)

export const isObjectType = (text: string): text is ObjectType =>
  objectTypes.some((type) => type === text)
