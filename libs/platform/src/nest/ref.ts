/**
 * The type of an object field. Decorator metadata would otherwise name the class while its module is still loading,
 * which fails where two types name each other.
 */
export type Ref<T> = T
