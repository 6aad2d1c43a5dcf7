declare const brand: unique symbol

/** A string that only its own constructor may make; two brands never mix. */
export type Brand<T extends string, B extends string> = T & { readonly [brand]: B }
