import { registerEnumType } from '@nestjs/graphql'

type Shouted<Word extends string> = Uppercase<
  Word extends `${infer A}-${infer B}-${infer C}`
    ? `${A}_${B}_${C}`
    : Word extends `${infer A}-${infer B}`
      ? `${A}_${B}`
      : Word
>

/**
 * A GraphQL enum derived from a closed list of house words: `partly-reversed` is `PARTLY_REVERSED` outside and itself
 * inside, so resolvers and rules share one spelling.
 */
export function enumType<Word extends string>(
  name: string,
  words: readonly Word[],
  description?: string,
): Record<Shouted<Word>, Word> {
  const entries = words.map((word) => [word.replaceAll('-', '_').toUpperCase(), word])
  const type = Object.fromEntries(entries) as Record<Shouted<Word>, Word>
  registerEnumType(type, description === undefined ? { name } : { name, description })
  return type
}
