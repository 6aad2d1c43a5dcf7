/** Signs the commits and tags the product makes. */
export abstract class ObjectSigner {
  /** In armour, or null where there is no key to sign with. */
  abstract sign(bytes: Uint8Array): string | null
}

export class NoSigner extends ObjectSigner {
  sign(): null {
    return null
  }
}
