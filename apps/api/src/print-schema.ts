import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { rooms } from './app.module.js'
import { buildSchemaOptions } from './graphql/graphql-options.js'
import { providersOf } from './graphql/providers-of.js'

const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, {
  logger: ['error', 'fatal'],
})
const factory = app.get(GraphQLSchemaFactory)
const schema = await factory.create([...providersOf(rooms)], buildSchemaOptions)
process.stdout.write(`${printSchema(lexicographicSortSchema(schema))}\n`)
await app.close()
