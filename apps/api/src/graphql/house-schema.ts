import { NestFactory } from '@nestjs/core'
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql'
import { lexicographicSortSchema, type GraphQLSchema } from 'graphql'
import { buildSchemaOptions } from './graphql-options.js'
import { providersOf, type Imported } from './providers-of.js'

/** The schema that modules make together, built without making anything else of them. */
export async function houseSchema(modules: readonly Imported[]): Promise<GraphQLSchema> {
  const builder = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, {
    logger: ['error', 'fatal'],
  })
  try {
    const factory = builder.get(GraphQLSchemaFactory)
    const schema = await factory.create([...providersOf(modules)], buildSchemaOptions)
    return lexicographicSortSchema(schema)
  } finally {
    await builder.close()
  }
}
