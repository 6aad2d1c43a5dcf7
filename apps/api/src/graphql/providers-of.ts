import type { DynamicModule, ForwardReference, Provider, Type } from '@nestjs/common'

export type Imported = Type | DynamicModule | Promise<DynamicModule> | ForwardReference

/** Every class that modules provide, themselves or through what they import, without making any of them. */
export function providersOf(
  modules: readonly Imported[],
  seen = new Set<unknown>(),
): readonly Type[] {
  return modules.flatMap((imported) => {
    if (seen.has(imported) || imported instanceof Promise) return []
    seen.add(imported)
    if ('forwardRef' in imported) return providersOf([referredTo(imported)], seen)
    const dynamic = 'module' in imported ? imported : { module: imported }
    const own = <T>(key: string): readonly T[] =>
      (Reflect.getMetadata(key, dynamic.module) as readonly T[] | undefined) ?? []
    const providers = [...own<Provider>('providers'), ...(dynamic.providers ?? [])]
    const imports = [...own<Imported>('imports'), ...(dynamic.imports ?? [])]
    const classes = providers.filter((provider): provider is Type => typeof provider === 'function')
    return [...classes, ...providersOf(imports, seen)]
  })
}

const referredTo = ({ forwardRef }: ForwardReference): Imported => (forwardRef as () => Imported)()
