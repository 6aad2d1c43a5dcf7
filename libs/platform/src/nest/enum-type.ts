import { registerEnumType } from '@nestjs/graphql'

type Shouted<Word extends string> = Uppercase<
  Word extends `${infer A}-${infer B}-${infer C}`
    ? `${A}_${B}_${C}`
    : Word extends `${infer A}-${infer B}`
      ? `${A}_${B}`
      : Word
>

const declared = new Map<string, object>()

/**
 * A GraphQL enum derived from a closed list of house words: `partly-reversed` is `PARTLY_REVERSED` outside and itself
 * inside, so resolvers and rules share one spelling.
 */
export function enumType<Word extends string>(
  name: string,
  words: readonly Word[],
  description?: string,
): Record<Shouted<Word>, Word> {
  const entries = words.map((word) => [wireWord(word), word])
  const type = Object.fromEntries(entries) as Record<Shouted<Word>, Word>
  registerEnumType(type, description === undefined ? { name } : { name, description })
  declared.set(name, type)
  return type
}

/** A house word as it travels in GraphQL. */
export const wireWord = (word: string): string => word.replaceAll('-', '_').toUpperCase()

/**
 * An enum that a higher room declares, for a field of a lower one; to be asked for in the field's thunk, when all rooms
 * are loaded. Plain text where no room declares it.
 */
export const enumNamed = (name: string): object => declared.get(name) ?? String
